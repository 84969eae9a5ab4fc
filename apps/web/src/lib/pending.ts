/** What a load depends on (`depends`) whose answers may still be `pending`. */
export const PENDING = 'app:pending';
