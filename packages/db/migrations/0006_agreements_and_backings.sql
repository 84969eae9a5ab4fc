CREATE TABLE "agreements" (
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"agreed_on" date NOT NULL,
	"kind" text NOT NULL,
	"limit_days" integer,
	"target_on" date,
	"import_id" uuid NOT NULL,
	CONSTRAINT "agreements_team_id_pattern_id_agreed_on_pk" PRIMARY KEY("team_id","pattern_id","agreed_on")
);
--> statement-breakpoint
CREATE TABLE "backings" (
	"area_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"backed_from" date NOT NULL,
	"withdrawn_on" date,
	"import_id" uuid NOT NULL,
	CONSTRAINT "backings_pattern_id_area_id_backed_from_pk" PRIMARY KEY("pattern_id","area_id","backed_from")
);
--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backings" ADD CONSTRAINT "backings_area_id_teams_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backings" ADD CONSTRAINT "backings_pattern_id_patterns_id_fk" FOREIGN KEY ("pattern_id") REFERENCES "public"."patterns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backings" ADD CONSTRAINT "backings_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;