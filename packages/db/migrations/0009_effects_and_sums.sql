-- What was kept before this was counted without it: the next start counts everything anew (recountIfOutdated).
TRUNCATE "versions";--> statement-breakpoint
CREATE TABLE "before_after" (
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"adopted_on" date NOT NULL,
	"before" integer NOT NULL,
	"sum_before" numeric NOT NULL,
	"after" integer NOT NULL,
	"sum_after" numeric NOT NULL,
	CONSTRAINT "before_after_team_id_pattern_id_metric_id_pk" PRIMARY KEY("team_id","pattern_id","metric_id")
);
--> statement-breakpoint
CREATE TABLE "before_after_areas" (
	"area_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"teams" integer NOT NULL,
	"before" integer NOT NULL,
	"sum_before" numeric NOT NULL,
	"after" integer NOT NULL,
	"sum_after" numeric NOT NULL,
	CONSTRAINT "before_after_areas_area_id_pattern_id_metric_id_pk" PRIMARY KEY("area_id","pattern_id","metric_id")
);
--> statement-breakpoint
CREATE TABLE "effect_estimates" (
	"pattern_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"pattern_version" bigint NOT NULL,
	"metric_version" bigint NOT NULL,
	"period" text NOT NULL,
	"measured" jsonb NOT NULL,
	"study" jsonb,
	CONSTRAINT "effect_estimates_pattern_id_metric_id_as_of_pk" PRIMARY KEY("pattern_id","metric_id","as_of")
);
--> statement-breakpoint
ALTER TABLE "metrics" ADD COLUMN "last_on" date;