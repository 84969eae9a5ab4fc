CREATE TABLE "changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"on_behalf_of" text,
	"kind" text NOT NULL,
	"record_id" uuid NOT NULL,
	"action" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"undoes" uuid
);--> statement-breakpoint
CREATE TABLE "requests" (
	"key" text PRIMARY KEY NOT NULL,
	"asked" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"status" integer NOT NULL,
	"answer" jsonb NOT NULL
);--> statement-breakpoint
CREATE TABLE "coalition_members" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"coalition_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"representation" boolean NOT NULL,
	"influence" boolean NOT NULL,
	"sovereignty" boolean NOT NULL,
	"expertise" boolean NOT NULL,
	"from_on" date,
	"until_on" date,
	CONSTRAINT "coalition_members_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "coalition_members_coalition_id_person_id_from_on_unique" UNIQUE NULLS NOT DISTINCT("coalition_id","person_id","from_on")
);--> statement-breakpoint
CREATE TABLE "coalitions" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"purpose" text,
	"founded_on" date,
	"ended_on" date,
	CONSTRAINT "coalitions_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "coalitions_key_unique" UNIQUE("key")
);--> statement-breakpoint
CREATE TABLE "goals" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"key" text NOT NULL,
	"coalition_id" uuid NOT NULL,
	"statement" text NOT NULL,
	"domain" text NOT NULL,
	"metric_id" uuid,
	"baseline" double precision,
	"target" double precision,
	"set_on" date NOT NULL,
	"due_on" date NOT NULL,
	"ended_on" date,
	"ended_as" text,
	CONSTRAINT "goals_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "goals_key_unique" UNIQUE("key")
);--> statement-breakpoint
CREATE TABLE "signals" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"coalition_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"raised_on" date NOT NULL,
	"words" text NOT NULL,
	"decision" text,
	"decided_on" date,
	CONSTRAINT "signals_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "signals_coalition_id_kind_raised_on_words_unique" UNIQUE("coalition_id","kind","raised_on","words")
);--> statement-breakpoint
CREATE TABLE "activities" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"event_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"purpose" text,
	"minutes" integer NOT NULL,
	CONSTRAINT "activities_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "activities_event_id_position_unique" UNIQUE("event_id","position")
);--> statement-breakpoint
CREATE TABLE "event_coalitions" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"event_id" uuid NOT NULL,
	"coalition_id" uuid NOT NULL,
	CONSTRAINT "event_coalitions_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "event_coalitions_event_id_coalition_id_unique" UNIQUE("event_id","coalition_id")
);--> statement-breakpoint
CREATE TABLE "event_patterns" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"event_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	CONSTRAINT "event_patterns_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "event_patterns_event_id_pattern_id_unique" UNIQUE("event_id","pattern_id")
);--> statement-breakpoint
CREATE TABLE "event_triggers" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"event_id" uuid NOT NULL,
	"trigger" text NOT NULL,
	"why" text,
	CONSTRAINT "event_triggers_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "event_triggers_event_id_trigger_unique" UNIQUE("event_id","trigger")
);--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"minutes" integer NOT NULL,
	"place" text,
	"summary" text,
	CONSTRAINT "events_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "events_key_unique" UNIQUE("key")
);--> statement-breakpoint
CREATE TABLE "participants" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"event_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"function" text,
	"team_id" uuid,
	"state" text NOT NULL,
	CONSTRAINT "participants_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "participants_event_id_person_id_unique" UNIQUE("event_id","person_id")
);--> statement-breakpoint
CREATE TABLE "promotion_actions" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"event_id" uuid NOT NULL,
	"coalition_id" uuid NOT NULL,
	"words" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"done_on" date,
	CONSTRAINT "promotion_actions_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "promotion_actions_event_id_coalition_id_words_unique" UNIQUE("event_id","coalition_id","words")
);--> statement-breakpoint
CREATE TABLE "voices" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"event_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"pattern_id" uuid,
	"team_id" uuid,
	"person_id" uuid,
	"words" text,
	CONSTRAINT "voices_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "voices_identity" UNIQUE NULLS NOT DISTINCT("event_id","kind","raised_at","pattern_id","team_id","person_id","words")
);--> statement-breakpoint
CREATE TABLE "findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"team_id" uuid,
	"pattern_id" uuid,
	"coalition_id" uuid,
	"event_id" uuid,
	"reasons" jsonb NOT NULL,
	"step" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	"snoozed_until" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);--> statement-breakpoint
CREATE TABLE "conditions" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"pattern_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"trait" text NOT NULL,
	"operator" text NOT NULL,
	"value" text NOT NULL,
	"evidence" text,
	CONSTRAINT "conditions_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "conditions_pattern_id_kind_trait_operator_value_unique" UNIQUE("pattern_id","kind","trait","operator","value")
);--> statement-breakpoint
CREATE TABLE "validations" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"pattern_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"validated_on" date NOT NULL,
	"person_id" uuid NOT NULL,
	"words" text,
	CONSTRAINT "validations_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "validations_pattern_id_metric_id_validated_on_unique" UNIQUE("pattern_id","metric_id","validated_on")
);--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	CONSTRAINT "people_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "people_key_unique" UNIQUE("key")
);--> statement-breakpoint
CREATE TABLE "sovereignties" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"area_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "sovereignties_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "sovereignties_area_id_person_id_from_on_unique" UNIQUE("area_id","person_id","from_on")
);--> statement-breakpoint
CREATE TABLE "team_leads" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"team_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "team_leads_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "team_leads_team_id_person_id_from_on_unique" UNIQUE("team_id","person_id","from_on")
);--> statement-breakpoint
CREATE TABLE "adoption_plans" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"owner_id" uuid,
	"target_on" date,
	CONSTRAINT "adoption_plans_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "adoption_plans_team_id_pattern_id_unique" UNIQUE("team_id","pattern_id")
);--> statement-breakpoint
CREATE TABLE "capacities" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"coalition_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_on" date NOT NULL,
	"per_week" numeric NOT NULL,
	CONSTRAINT "capacities_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "capacities_coalition_id_kind_from_on_unique" UNIQUE("coalition_id","kind","from_on")
);--> statement-breakpoint
CREATE TABLE "check_ins" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"checked_on" date NOT NULL,
	"state" text NOT NULL,
	"because" text,
	CONSTRAINT "check_ins_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "check_ins_team_id_pattern_id_checked_on_unique" UNIQUE("team_id","pattern_id","checked_on")
);--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"person_id" uuid,
	"words" text NOT NULL,
	CONSTRAINT "comments_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "comments_team_id_pattern_id_written_at_words_unique" UNIQUE("team_id","pattern_id","written_at","words")
);--> statement-breakpoint
CREATE TABLE "heeded" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"heeded_on" date NOT NULL,
	"kind" text NOT NULL,
	"cost_avoided" numeric,
	"currency" text,
	"words" text,
	CONSTRAINT "heeded_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "heeded_team_id_pattern_id_heeded_on_unique" UNIQUE("team_id","pattern_id","heeded_on")
);--> statement-breakpoint
CREATE TABLE "support_log" (
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"import_id" uuid,
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"agreed_on" date NOT NULL,
	"logged_on" date NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric NOT NULL,
	"words" text,
	CONSTRAINT "support_log_team_id_id_pk" PRIMARY KEY("team_id","id"),
	CONSTRAINT "support_log_identity" UNIQUE NULLS NOT DISTINCT("team_id","pattern_id","agreed_on","logged_on","kind","words")
);--> statement-breakpoint
ALTER TABLE "agreements" DROP CONSTRAINT "agreements_import_id_imports_id_fk";--> statement-breakpoint
ALTER TABLE "backings" DROP CONSTRAINT "backings_import_id_imports_id_fk";--> statement-breakpoint
DROP INDEX "adoptions_target";--> statement-breakpoint
ALTER TABLE "agreements" DROP CONSTRAINT "agreements_team_id_pattern_id_agreed_on_pk";--> statement-breakpoint
ALTER TABLE "backings" DROP CONSTRAINT "backings_pattern_id_area_id_backed_from_pk";--> statement-breakpoint
ALTER TABLE "patterns" ALTER COLUMN "import_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "agreements" ALTER COLUMN "import_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "backings" ALTER COLUMN "pattern_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "backings" ALTER COLUMN "import_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "transitions" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "state" text DEFAULT 'published' NOT NULL;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "steps" text;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "coalition_id" uuid;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
-- records that are there already get an id
ALTER TABLE "agreements" ADD COLUMN "id" uuid NOT NULL DEFAULT gen_random_uuid();--> statement-breakpoint
ALTER TABLE "agreements" ALTER COLUMN "id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_team_id_id_pk" PRIMARY KEY("team_id","id");--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "amount" numeric;--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "coalition_id" uuid;--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "from_on" date;--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "until_on" date;--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "receiver_id" uuid;--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "event_id" uuid;--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "words" text;--> statement-breakpoint
-- records that are there already get an id
ALTER TABLE "backings" ADD COLUMN "id" uuid NOT NULL DEFAULT gen_random_uuid();--> statement-breakpoint
ALTER TABLE "backings" ALTER COLUMN "id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "backings" ADD CONSTRAINT "backings_id_pk" PRIMARY KEY("id");--> statement-breakpoint
ALTER TABLE "backings" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "backings" ADD COLUMN "coalition_id" uuid;--> statement-breakpoint
ALTER TABLE "backings" ADD COLUMN "stance" text DEFAULT 'backed' NOT NULL;--> statement-breakpoint
ALTER TABLE "backings" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "backings" ADD COLUMN "words" text;--> statement-breakpoint
ALTER TABLE "coalition_members" ADD CONSTRAINT "coalition_members_coalition_id_coalitions_id_fk" FOREIGN KEY ("coalition_id") REFERENCES "public"."coalitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coalition_members" ADD CONSTRAINT "coalition_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_coalition_id_coalitions_id_fk" FOREIGN KEY ("coalition_id") REFERENCES "public"."coalitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_metric_id_metrics_id_fk" FOREIGN KEY ("metric_id") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_coalition_id_coalitions_id_fk" FOREIGN KEY ("coalition_id") REFERENCES "public"."coalitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_coalitions" ADD CONSTRAINT "event_coalitions_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_coalitions" ADD CONSTRAINT "event_coalitions_coalition_id_coalitions_id_fk" FOREIGN KEY ("coalition_id") REFERENCES "public"."coalitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_patterns" ADD CONSTRAINT "event_patterns_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_patterns" ADD CONSTRAINT "event_patterns_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_triggers" ADD CONSTRAINT "event_triggers_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_actions" ADD CONSTRAINT "promotion_actions_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_actions" ADD CONSTRAINT "promotion_actions_coalition_id_coalitions_id_fk" FOREIGN KEY ("coalition_id") REFERENCES "public"."coalitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotion_actions" ADD CONSTRAINT "promotion_actions_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voices" ADD CONSTRAINT "voices_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voices" ADD CONSTRAINT "voices_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voices" ADD CONSTRAINT "voices_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voices" ADD CONSTRAINT "voices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conditions" ADD CONSTRAINT "conditions_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "validations" ADD CONSTRAINT "validations_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "validations" ADD CONSTRAINT "validations_metric_id_metrics_id_fk" FOREIGN KEY ("metric_id") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "validations" ADD CONSTRAINT "validations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sovereignties" ADD CONSTRAINT "sovereignties_area_id_teams_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sovereignties" ADD CONSTRAINT "sovereignties_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_leads" ADD CONSTRAINT "team_leads_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_leads" ADD CONSTRAINT "team_leads_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adoption_plans" ADD CONSTRAINT "adoption_plans_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adoption_plans" ADD CONSTRAINT "adoption_plans_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adoption_plans" ADD CONSTRAINT "adoption_plans_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacities" ADD CONSTRAINT "capacities_coalition_id_coalitions_id_fk" FOREIGN KEY ("coalition_id") REFERENCES "public"."coalitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heeded" ADD CONSTRAINT "heeded_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heeded" ADD CONSTRAINT "heeded_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_log" ADD CONSTRAINT "support_log_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_log" ADD CONSTRAINT "support_log_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "changes_at" ON "changes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "changes_record" ON "changes" USING btree ("record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "findings_open" ON "findings" USING btree ("cause") WHERE resolved_at IS NULL;--> statement-breakpoint
CREATE INDEX "findings_kind" ON "findings" USING btree ("kind","opened_at");--> statement-breakpoint
CREATE INDEX "findings_pattern" ON "findings" USING btree ("pattern_id");--> statement-breakpoint
CREATE INDEX "findings_team" ON "findings" USING btree ("team_id");--> statement-breakpoint
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_coalition_id_coalitions_id_fk" FOREIGN KEY ("coalition_id") REFERENCES "public"."coalitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_merged_into_id_patterns_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_coalition_id_coalitions_id_fk" FOREIGN KEY ("coalition_id") REFERENCES "public"."coalitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_receiver_id_people_id_fk" FOREIGN KEY ("receiver_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backings" ADD CONSTRAINT "backings_coalition_id_coalitions_id_fk" FOREIGN KEY ("coalition_id") REFERENCES "public"."coalitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backings" ADD CONSTRAINT "backings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adoptions" DROP COLUMN "owner";--> statement-breakpoint
ALTER TABLE "adoptions" DROP COLUMN "target_on";--> statement-breakpoint
UPDATE "agreements" SET "amount" = "limit_days";--> statement-breakpoint
ALTER TABLE "agreements" DROP COLUMN "limit_days";--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_team_id_pattern_id_agreed_on_unique" UNIQUE("team_id","pattern_id","agreed_on");--> statement-breakpoint
ALTER TABLE "backings" ADD CONSTRAINT "backings_identity" UNIQUE NULLS NOT DISTINCT("pattern_id","coalition_id","area_id","backed_from");