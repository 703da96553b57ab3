-- Two roles with the least rights that SoHoa needs, see postgresql.md. Run it in the database as its owner
-- or as an administrator; it may be run again.

DO $$ BEGIN
  IF to_regrole('sohoa_loader') IS NULL THEN CREATE ROLE sohoa_loader LOGIN; END IF;
  IF to_regrole('sohoa_reader') IS NULL THEN CREATE ROLE sohoa_reader LOGIN; END IF;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO sohoa_loader', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO sohoa_reader', current_database());
  EXECUTE format('ALTER ROLE sohoa_loader IN DATABASE %I SET search_path = ho_tich',
    current_database());
  EXECUTE format('ALTER ROLE sohoa_reader IN DATABASE %I SET search_path = ho_tich',
    current_database());
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- The loader owns the ledger and the tables.
CREATE SCHEMA IF NOT EXISTS sohoa AUTHORIZATION sohoa_loader;
CREATE SCHEMA IF NOT EXISTS ho_tich AUTHORIZATION sohoa_loader;

-- The reader sees both.
GRANT USAGE ON SCHEMA sohoa, ho_tich TO sohoa_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA sohoa, ho_tich TO sohoa_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE sohoa_loader IN SCHEMA sohoa, ho_tich
  GRANT SELECT ON TABLES TO sohoa_reader;
