CREATE TABLE "spread_months" (
	"area_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"adopted" integer NOT NULL,
	"sustained" integer NOT NULL,
	"open" integer NOT NULL,
	"declined" integer NOT NULL,
	"abandoned" integer NOT NULL,
	"outside" integer NOT NULL,
	CONSTRAINT "spread_months_area_id_pattern_id_on_day_pk" PRIMARY KEY("area_id","pattern_id","on_day")
);
--> statement-breakpoint
CREATE TABLE "spread_totals" (
	"area_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"last_on" date NOT NULL,
	"adopted" integer NOT NULL,
	"sustained" integer NOT NULL,
	"open" integer NOT NULL,
	"declined" integer NOT NULL,
	"abandoned" integer NOT NULL,
	"outside" integer NOT NULL,
	CONSTRAINT "spread_totals_area_id_pattern_id_pk" PRIMARY KEY("area_id","pattern_id")
);
--> statement-breakpoint
INSERT INTO "spread_months" SELECT "area_id", "pattern_id", date_trunc('month', "on_day")::date, sum("adopted"), sum("sustained"), sum("open"), sum("declined"), sum("abandoned"), sum("outside") FROM "spread_changes" GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO "spread_totals" SELECT "area_id", "pattern_id", max("on_day"), sum("adopted"), sum("sustained"), sum("open"), sum("declined"), sum("abandoned"), sum("outside") FROM "spread_changes" GROUP BY 1, 2;
