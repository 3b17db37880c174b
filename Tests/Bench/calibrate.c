// What this machine's disk and SQLite can do at this minute: one line "name value" each.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void must(int ok, const char *what) {
  if (!ok) {
    fprintf(stderr, "calibrate: %s failed\n", what);
    exit(1);
  }
}

// 4 KB written over in a file that is already there, and synced, over and over: what a commit to a warm log costs.
static double syncs(const char *folder, double seconds) {
  char path[4096], page[4096];
  snprintf(path, sizeof path, "%s/sync.bin", folder);
  memset(page, 'x', sizeof page);
  int file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  must(file >= 0, "open");
  for (int i = 0; i < 4096; i++) must(write(file, page, sizeof page) == sizeof page, "write");
  fsync(file);
  long count = 0;
  double start = now();
  while (now() - start < seconds) {
    must(pwrite(file, page, sizeof page, count % 4096 * 4096) == sizeof page && fdatasync(file) == 0, "fdatasync");
    count++;
  }
  double rate = count / (now() - start);
  close(file);
  unlink(path);
  return rate;
}

// Rows of 600 bytes with a key of 36, in transactions of `batch`; WAL, synchronous=FULL. Commits a second.
static double commits(const char *folder, int batch, double seconds) {
  char path[4096], body[600], key[40];
  snprintf(path, sizeof path, "%s/bare.sqlite", folder);
  unlink(path);
  sqlite3 *db;
  must(sqlite3_open(path, &db) == SQLITE_OK, "sqlite3_open");
  must(sqlite3_exec(db,
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
                    "CREATE TABLE rows (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL)",
                    NULL, NULL, NULL) == SQLITE_OK, "schema");
  memset(body, 'x', sizeof body);
  sqlite3_stmt *begin, *insert, *commit;
  sqlite3_prepare_v2(db, "BEGIN IMMEDIATE", -1, &begin, NULL);
  sqlite3_prepare_v2(db, "INSERT INTO rows VALUES (?, ?)", -1, &insert, NULL);
  sqlite3_prepare_v2(db, "COMMIT", -1, &commit, NULL);
  long count = 0, row = 0;
  double start = now();
  while (now() - start < seconds) {
    sqlite3_step(begin), sqlite3_reset(begin);
    for (int i = 0; i < batch; i++) {
      snprintf(key, sizeof key, "0193%032ld", row++);
      sqlite3_bind_text(insert, 1, key, 36, SQLITE_STATIC);
      sqlite3_bind_text(insert, 2, body, sizeof body, SQLITE_STATIC);
      must(sqlite3_step(insert) == SQLITE_DONE, "insert");
      sqlite3_reset(insert);
    }
    must(sqlite3_step(commit) == SQLITE_DONE, "commit");
    sqlite3_reset(commit);
    count++;
  }
  double rate = count / (now() - start);
  sqlite3_finalize(begin), sqlite3_finalize(insert), sqlite3_finalize(commit);
  sqlite3_close(db);
  unlink(path);
  return rate;
}

int main(int argc, char **argv) {
  must(argc == 3, "usage: calibrate FOLDER SECONDS");
  double seconds = atof(argv[2]);
  printf("fdatasync %.0f\n", syncs(argv[1], seconds));
  printf("commits %.0f\n", commits(argv[1], 1, seconds));
  printf("batched_rows %.0f\n", 64 * commits(argv[1], 64, seconds));
  return 0;
}
