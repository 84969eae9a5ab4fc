ALTER TABLE "signals" ADD COLUMN "cause" text;--> statement-breakpoint
CREATE INDEX "coalition_members_person" ON "coalition_members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sovereignties_person" ON "sovereignties" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "team_leads_person" ON "team_leads" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_coalition_id_cause_unique" UNIQUE("coalition_id","cause");