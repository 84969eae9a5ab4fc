CREATE TABLE "versions" (
	"subject_id" uuid PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
