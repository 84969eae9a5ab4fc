CREATE INDEX "agreements_coalition" ON "agreements" USING btree ("coalition_id");--> statement-breakpoint
CREATE INDEX "backings_area" ON "backings" USING btree ("area_id");--> statement-breakpoint
CREATE INDEX "support_log_day" ON "support_log" USING btree ("logged_on");