ALTER TABLE "adoptions" DROP CONSTRAINT "adoptions_team_id_teams_id_fk";
--> statement-breakpoint
ALTER TABLE "adoptions" DROP CONSTRAINT "adoptions_pattern_id_patterns_id_fk";
--> statement-breakpoint
ALTER TABLE "evidence" DROP CONSTRAINT "evidence_transition_fk";
--> statement-breakpoint
ALTER TABLE "transitions" DROP CONSTRAINT "transitions_team_id_pattern_id_adoptions_team_id_pattern_id_fk";
