import { parentPort, workerData } from 'node:worker_threads';
import type { Order } from './in-worker.ts';
import { reportBook, viewBook } from './workbook.ts';

const order = workerData as Order;
parentPort!.postMessage('report' in order ? reportBook(order.report) : viewBook(order.view));
