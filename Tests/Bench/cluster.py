"""A PostgreSQL of the bench's own, as durable as one in service, on a free port; gone afterwards."""
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile

SETTINGS = {
    "listen_addresses": "127.0.0.1", "max_connections": "200", "shared_buffers": "2GB", "max_wal_size": "4GB",
    "checkpoint_timeout": "15min", "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on",
    "maintenance_work_mem": "512MB",
}


class Cluster:
    def __init__(self):
        self.programs = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="foyer-bench-postgres.", dir="/tmp"))
        # PostgreSQL does not run as root.
        self.before = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        if self.before:
            shutil.chown(self.folder, "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        try:
            self.run("initdb", "-D", self.data, "-U", "foyer", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
            settings = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
            self.run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "start", "-o",
                     f"-p {self.port} -c unix_socket_directories={self.folder} {settings}")
        except BaseException:
            self.stop()
            raise

    @property
    def data(self):
        return self.folder / "data"

    def run(self, program, *arguments, check=True):
        subprocess.run([*self.before, self.programs / program, *(str(part) for part in arguments)], check=check, cwd="/",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def address(self, database, **parameters):
        more = "".join(f"&{name}={value}" for name, value in parameters.items())
        return f"postgres://foyer@127.0.0.1:{self.port}/{database}?sslmode=disable{more}"

    def create(self, database):
        self.sql("postgres", f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)', f'CREATE DATABASE "{database}"')
        return database

    def sql(self, database, *statements):
        """Runs them one after the other on one connection; answers the rows of all, as lists of texts."""
        commands = [part for statement in statements for part in ("-c", statement)]
        out = subprocess.run(
            ["psql", "-XAtq", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", *commands, self.address(database)],
            check=True, stdout=subprocess.PIPE, text=True).stdout
        return [line.split("\x1f") for line in out.splitlines()]

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)
