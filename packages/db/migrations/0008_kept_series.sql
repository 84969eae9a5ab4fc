-- What is kept is counted otherwise from here on: the next start (recountIfOutdated) counts it anew from the log.
TRUNCATE "spread_changes", "spread_totals";--> statement-breakpoint
TRUNCATE "versions";--> statement-breakpoint
DROP TABLE "spread_months" CASCADE;--> statement-breakpoint
CREATE TABLE "spread_series" (
	"area_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"period" text NOT NULL,
	"numbers" integer[] NOT NULL,
	"adopted" integer[] NOT NULL,
	"sustained" integer[] NOT NULL,
	"open" integer[] NOT NULL,
	"declined" integer[] NOT NULL,
	"abandoned" integer[] NOT NULL,
	"outside" integer[] NOT NULL,
	CONSTRAINT "spread_series_area_id_period_pattern_id_pk" PRIMARY KEY("area_id","period","pattern_id")
);
--> statement-breakpoint
CREATE TABLE "stay_lengths" (
	"scope_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"ended" boolean NOT NULL,
	"days" integer NOT NULL,
	"stays" integer NOT NULL,
	CONSTRAINT "stay_lengths_scope_id_stage_ended_days_pk" PRIMARY KEY("scope_id","stage","ended","days")
);
--> statement-breakpoint
CREATE TABLE "stays_running" (
	"scope_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"since" date NOT NULL,
	"stays" integer NOT NULL,
	CONSTRAINT "stays_running_scope_id_stage_since_pk" PRIMARY KEY("scope_id","stage","since")
);
--> statement-breakpoint
DROP INDEX "stays_open";--> statement-breakpoint
ALTER TABLE "transitions" ALTER COLUMN "stage" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "spread_changes" ADD COLUMN "adopters" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "spread_changes" ADD COLUMN "adopted_days" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "spread_changes" ADD COLUMN "unused_days" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "spread_totals" ADD COLUMN "adopters" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "spread_totals" ADD COLUMN "adopted_days" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "spread_totals" ADD COLUMN "unused_days" integer NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "transitions_superseded" ON "transitions" USING btree ("team_id","pattern_id","supersedes") WHERE supersedes IS NOT NULL;--> statement-breakpoint
CREATE INDEX "stays_open" ON "stays" USING btree ("pattern_id","until_on") WHERE stage IN ('observed', 'identified', 'agreed', 'started');
--> statement-breakpoint
-- The periods of a kept series, and after them those that only another one has.
CREATE FUNCTION add_numbers(kept integer[], more integer[]) RETURNS integer[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	FOR i IN 1 .. cardinality(more) LOOP
		IF array_position(kept, more[i]) IS NULL THEN kept := kept || more[i]; END IF;
	END LOOP;
	RETURN kept;
END $$;
--> statement-breakpoint
-- The counts of a kept series, and of another one, in the periods of add_numbers.
CREATE FUNCTION add_series(kept_numbers integer[], kept integer[], numbers integer[], more integer[]) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	place integer;
BEGIN
	FOR i IN 1 .. cardinality(more) LOOP
		place := array_position(kept_numbers, numbers[i]);
		IF place IS NULL THEN kept := kept || more[i]; ELSE kept[place] := kept[place] + more[i]; END IF;
	END LOOP;
	RETURN kept;
END $$;
