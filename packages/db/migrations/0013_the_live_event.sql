ALTER TABLE "activities" ADD COLUMN "began_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "code" text DEFAULT left(replace(gen_random_uuid()::text, '-', ''), 12) NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_code_unique" UNIQUE("code");