CREATE TABLE "misfits" (
	"team_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	CONSTRAINT "misfits_team_id_pattern_id_from_on_pk" PRIMARY KEY("team_id","pattern_id","from_on")
);
