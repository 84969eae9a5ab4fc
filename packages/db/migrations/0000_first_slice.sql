CREATE TABLE "adoptions" (
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"owner" text,
	"target_on" date,
	CONSTRAINT "adoptions_team_id_pattern_id_pk" PRIMARY KEY("team_id","pattern_id")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"transition_id" uuid NOT NULL,
	"fact" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "evidence_team_id_pattern_id_transition_id_fact_pk" PRIMARY KEY("team_id","pattern_id","transition_id","fact")
);
--> statement-breakpoint
CREATE TABLE "spread_changes" (
	"area_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"adopted" integer NOT NULL,
	"sustained" integer NOT NULL,
	"open" integer NOT NULL,
	"declined" integer NOT NULL,
	"abandoned" integer NOT NULL,
	"outside" integer NOT NULL,
	CONSTRAINT "spread_changes_area_id_pattern_id_on_day_pk" PRIMARY KEY("area_id","pattern_id","on_day")
);
--> statement-breakpoint
CREATE TABLE "stays" (
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"step" smallint NOT NULL,
	"stage" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"next_stage" text,
	"outcome" text,
	"outcome_on" date,
	CONSTRAINT "stays_team_id_pattern_id_step_pk" PRIMARY KEY("team_id","pattern_id","step")
);
--> statement-breakpoint
CREATE TABLE "transitions" (
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"stage" text NOT NULL,
	"occurred_on" date NOT NULL,
	"day_order" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"supersedes" uuid,
	"import_id" uuid NOT NULL,
	CONSTRAINT "transitions_team_id_pattern_id_id_pk" PRIMARY KEY("team_id","pattern_id","id")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"simulated" boolean NOT NULL,
	"counts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "links" (
	"from_team_id" uuid NOT NULL,
	"to_team_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"weight" double precision NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "links_from_team_id_to_team_id_kind_pk" PRIMARY KEY("from_team_id","to_team_id","kind")
);
--> statement-breakpoint
CREATE TABLE "measurements" (
	"team_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"measured_on" date NOT NULL,
	"value" double precision NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "measurements_team_id_metric_id_measured_on_pk" PRIMARY KEY("team_id","metric_id","measured_on")
);
--> statement-breakpoint
CREATE TABLE "metric_worths" (
	"metric_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"value_per_unit" numeric NOT NULL,
	"currency" text NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "metric_worths_metric_id_from_on_pk" PRIMARY KEY("metric_id","from_on")
);
--> statement-breakpoint
CREATE TABLE "metrics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"direction" text NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "metrics_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "pattern_costs" (
	"pattern_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric NOT NULL,
	"currency" text NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "pattern_costs_pattern_id_kind_pk" PRIMARY KEY("pattern_id","kind")
);
--> statement-breakpoint
CREATE TABLE "pattern_metrics" (
	"pattern_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"claimed_effect" double precision,
	"import_id" uuid NOT NULL,
	CONSTRAINT "pattern_metrics_pattern_id_metric_id_pk" PRIMARY KEY("pattern_id","metric_id")
);
--> statement-breakpoint
CREATE TABLE "patterns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"summary" text NOT NULL,
	"discovered_on" date,
	"origin_team_id" uuid,
	"import_id" uuid NOT NULL,
	CONSTRAINT "patterns_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "leaf_changes" (
	"area_id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"teams" integer NOT NULL,
	CONSTRAINT "leaf_changes_area_id_on_day_pk" PRIMARY KEY("area_id","on_day")
);
--> statement-breakpoint
CREATE TABLE "leaf_spans" (
	"team_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	CONSTRAINT "leaf_spans_team_id_from_on_pk" PRIMARY KEY("team_id","from_on")
);
--> statement-breakpoint
CREATE TABLE "team_areas" (
	"team_id" uuid NOT NULL,
	"area_id" uuid NOT NULL,
	"depth" integer NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	CONSTRAINT "team_areas_team_id_area_id_from_on_pk" PRIMARY KEY("team_id","area_id","from_on")
);
--> statement-breakpoint
CREATE TABLE "team_places" (
	"team_id" uuid NOT NULL,
	"parent_id" uuid,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "team_places_team_id_from_on_pk" PRIMARY KEY("team_id","from_on")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"size" integer,
	"joined_on" date,
	"import_id" uuid NOT NULL,
	CONSTRAINT "teams_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "traits" (
	"team_id" uuid NOT NULL,
	"trait" text NOT NULL,
	"value" text NOT NULL,
	"observed_on" date NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "traits_team_id_trait_observed_on_pk" PRIMARY KEY("team_id","trait","observed_on")
);
--> statement-breakpoint
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_transition_fk" FOREIGN KEY ("team_id","pattern_id","transition_id") REFERENCES "public"."transitions"("team_id","pattern_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stays" ADD CONSTRAINT "stays_team_id_pattern_id_adoptions_team_id_pattern_id_fk" FOREIGN KEY ("team_id","pattern_id") REFERENCES "public"."adoptions"("team_id","pattern_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transitions" ADD CONSTRAINT "transitions_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transitions" ADD CONSTRAINT "transitions_team_id_pattern_id_adoptions_team_id_pattern_id_fk" FOREIGN KEY ("team_id","pattern_id") REFERENCES "public"."adoptions"("team_id","pattern_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_from_team_id_teams_id_fk" FOREIGN KEY ("from_team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_to_team_id_teams_id_fk" FOREIGN KEY ("to_team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_metric_id_metrics_id_fk" FOREIGN KEY ("metric_id") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_worths" ADD CONSTRAINT "metric_worths_metric_id_metrics_id_fk" FOREIGN KEY ("metric_id") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_worths" ADD CONSTRAINT "metric_worths_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pattern_costs" ADD CONSTRAINT "pattern_costs_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pattern_costs" ADD CONSTRAINT "pattern_costs_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pattern_metrics" ADD CONSTRAINT "pattern_metrics_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pattern_metrics" ADD CONSTRAINT "pattern_metrics_metric_id_metrics_id_fk" FOREIGN KEY ("metric_id") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pattern_metrics" ADD CONSTRAINT "pattern_metrics_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_origin_team_id_teams_id_fk" FOREIGN KEY ("origin_team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaf_spans" ADD CONSTRAINT "leaf_spans_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_areas" ADD CONSTRAINT "team_areas_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_places" ADD CONSTRAINT "team_places_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_places" ADD CONSTRAINT "team_places_parent_id_teams_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_places" ADD CONSTRAINT "team_places_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traits" ADD CONSTRAINT "traits_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traits" ADD CONSTRAINT "traits_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adoptions_pattern" ON "adoptions" USING btree ("pattern_id");--> statement-breakpoint
CREATE INDEX "stays_pattern_stage" ON "stays" USING btree ("pattern_id","stage","from_on");--> statement-breakpoint
CREATE INDEX "links_to" ON "links" USING btree ("to_team_id");--> statement-breakpoint
CREATE INDEX "measurements_metric" ON "measurements" USING btree ("metric_id","measured_on");--> statement-breakpoint
CREATE INDEX "team_areas_area" ON "team_areas" USING btree ("area_id","depth");