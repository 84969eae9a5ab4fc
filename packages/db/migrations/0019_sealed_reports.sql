CREATE TABLE "brand" (
	"id" uuid PRIMARY KEY NOT NULL,
	"colour" text,
	"logo_type" text,
	"logo" text
);
--> statement-breakpoint
CREATE TABLE "report_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"report_id" uuid,
	"quarter" text NOT NULL,
	"area_key" text,
	"format" text NOT NULL,
	"paper" text,
	"name" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"state" text NOT NULL,
	"progress" double precision DEFAULT 0 NOT NULL,
	"doing" text,
	"error" text,
	"bytes" bigint
);
--> statement-breakpoint
CREATE TABLE "sealed_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter" text NOT NULL,
	"area_key" text,
	"schema" text NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"on_behalf_of" text,
	"sha256" text NOT NULL,
	"document" text NOT NULL,
	CONSTRAINT "sealed_reports_identity" UNIQUE NULLS NOT DISTINCT("quarter","area_key")
);
--> statement-breakpoint
ALTER TABLE "report_files" ADD CONSTRAINT "report_files_report_id_sealed_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."sealed_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_files_line" ON "report_files" USING btree ("id") WHERE state IN ('waiting', 'making');