"""A PostgreSQL server of the benchmarks' own, on a Unix socket in a directory that goes with it."""

import glob
import os
import shutil
import subprocess
import tempfile

SETTINGS = "-c listen_addresses= -c max_wal_size=4GB -c shared_buffers=512MB"


class Server:
    """A cluster with everything synced to disk as in earnest; PostgreSQL does not run as root."""

    def __init__(self):
        versions = sorted(glob.glob("/usr/lib/postgresql/*/bin"),
                          key=lambda path: int(path.split("/")[4]))
        self.path = os.pathsep.join(versions[-1:] + [os.environ["PATH"]])
        self.directory = tempfile.mkdtemp(prefix="sohoa-server-", dir="/tmp")
        self.prefix = []
        if os.geteuid() == 0:
            self.prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            shutil.chown(self.directory, "postgres", "postgres")
        self.run("initdb", "-D", "data", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust",
                 "-U", "bench", "--no-sync")
        self.run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o",
                 f"-k {self.directory} {SETTINGS}", "start")

    def run(self, *command):
        subprocess.run(self.prefix + list(command), cwd=self.directory, check=True,
                       stdout=subprocess.DEVNULL, env=dict(os.environ, PATH=self.path))

    def url(self, database="bench"):
        return f"postgres://bench@/{database}?host={self.directory}"

    def cpu(self):
        """The CPU seconds that the sessions which have ended took."""
        with open(os.path.join(self.directory, "data", "postmaster.pid")) as lines:
            number = lines.readline().strip()
        with open(f"/proc/{number}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def renew(self):
        """Makes the database anew."""
        for sql in ("DROP DATABASE IF EXISTS bench", "CREATE DATABASE bench", "CHECKPOINT"):
            self.run("psql", "-q", self.url("postgres"), "-c", sql)

    def text(self, sql):
        answer = subprocess.run(["psql", "-At", self.url(), "-c", sql], check=True,
                                capture_output=True, text=True,
                                env=dict(os.environ, PATH=self.path))
        return answer.stdout.strip()

    def contents(self, table, columns):
        """A sum over all rows that tells whether two tables hold the same."""
        row = ", ".join(columns)
        return self.text(f"SELECT count(*), sum(hashtextextended(ROW({row})::text, 0)::numeric)"
                         f" FROM {table}")

    def definition(self, table):
        """The statement that makes a table like one that is there."""
        columns = self.text(
            "SELECT string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', '"
            f" ORDER BY attnum) FROM pg_attribute WHERE attrelid = '{table}'::regclass"
            " AND attnum > 0")
        return f"CREATE TABLE {table} ({columns})"

    def stop(self):
        self.run("pg_ctl", "-D", "data", "-m", "immediate", "stop")
        shutil.rmtree(self.directory)
