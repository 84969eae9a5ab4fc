ALTER TABLE "stays" DROP CONSTRAINT "stays_team_id_pattern_id_adoptions_team_id_pattern_id_fk";
