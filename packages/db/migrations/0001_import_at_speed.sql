CREATE TABLE "import_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recorded_by" text NOT NULL,
	"source" text NOT NULL,
	"dry_run" boolean NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"heard_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"progress" jsonb NOT NULL,
	"report" jsonb
);
--> statement-breakpoint
ALTER TABLE "evidence" DROP CONSTRAINT "evidence_import_id_imports_id_fk";
--> statement-breakpoint
ALTER TABLE "transitions" DROP CONSTRAINT "transitions_import_id_imports_id_fk";
--> statement-breakpoint
ALTER TABLE "measurements" DROP CONSTRAINT "measurements_team_id_teams_id_fk";
--> statement-breakpoint
ALTER TABLE "measurements" DROP CONSTRAINT "measurements_metric_id_metrics_id_fk";
--> statement-breakpoint
ALTER TABLE "measurements" DROP CONSTRAINT "measurements_import_id_imports_id_fk";
--> statement-breakpoint
DROP INDEX "measurements_metric";--> statement-breakpoint
ALTER TABLE "evidence" DROP CONSTRAINT "evidence_team_id_pattern_id_transition_id_fact_pk";--> statement-breakpoint
ALTER TABLE "measurements" DROP CONSTRAINT "measurements_team_id_metric_id_measured_on_pk";--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ALTER COLUMN "id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_team_id_pattern_id_transition_id_id_pk" PRIMARY KEY("team_id","pattern_id","transition_id","id");--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_metric_id_team_id_measured_on_pk" PRIMARY KEY("metric_id","team_id","measured_on");--> statement-breakpoint
CREATE INDEX "import_reports_started" ON "import_reports" USING btree ("started_at");