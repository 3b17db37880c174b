// Faults planted into the unchanged program from outside, by LD_PRELOAD, so that the product has no switch for them.
// FOYER_PLANT: normal (synchronous=NORMAL), lost-commit (now and then a commit becomes a rollback that succeeds),
// blind (a file of the store seems to be what it was), no-lock (every lock is granted), closing-takes-log (what the
// program asks of SQLite, not to take the log away when it closes a store, is not heard).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int is_planted(const char *name) {
  const char *planted = getenv("FOYER_PLANT");
  return planted && !strcmp(planted, name);
}

typedef int prepare3(void *, const char *, int, unsigned, void **, const char **);

// GRDB prepares everything by this one call. What it runs must keep its length, for it goes on reading behind it.
int sqlite3_prepare_v3(void *db, const char *sql, int size, unsigned flags, void **statement, const char **tail) {
  prepare3 *real = (prepare3 *)dlsym(RTLD_NEXT, "sqlite3_prepare_v3");
  if (!sql || !is_planted("normal") || strncmp(sql, "PRAGMA synchronous = FULL", 25))
    return real(db, sql, size, flags, statement, tail);
  int code = real(db, "PRAGMA synchronous = NORMAL", -1, flags, statement, 0);
  if (tail) *tail = sql + strcspn(sql, ";");
  return code;
}

// A commit is prepared once and run often.
int sqlite3_step(void *statement) {
  static _Atomic int commits;
  int (*real)(void *) = (int (*)(void *))dlsym(RTLD_NEXT, "sqlite3_step");
  if (!is_planted("lost-commit")) return real(statement);
  const char *sql = ((const char *(*)(void *))dlsym(RTLD_NEXT, "sqlite3_sql"))(statement);
  if (!sql || strncmp(sql, "COMMIT", 6) || ++commits <= 5 || commits % 7) return real(statement);
  void *db = ((void *(*)(void *))dlsym(RTLD_NEXT, "sqlite3_db_handle"))(statement);
  ((int (*)(void *, const char *, void *, void *, char **))dlsym(RTLD_NEXT, "sqlite3_exec"))(db, "ROLLBACK", 0, 0, 0);
  return 101;  // SQLITE_DONE
}

// Everything that the program sets so takes a number and where to put the answer.
int sqlite3_db_config(void *db, int what, ...) {
  va_list rest;
  va_start(rest, what);
  int number = va_arg(rest, int);
  int *answer = va_arg(rest, int *);
  va_end(rest);
  if (what == 1006 && is_planted("closing-takes-log")) return 0;  // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE
  return ((int (*)(void *, int, ...))dlsym(RTLD_NEXT, "sqlite3_db_config"))(db, what, number, answer);
}

int stat(const char *path, struct stat *about) {
  static struct stat known[2];
  static _Atomic int have[2];
  int (*real)(const char *, struct stat *) = (int (*)(const char *, struct stat *))dlsym(RTLD_NEXT, "stat");
  int index = strstr(path, "foyer.sqlite-wal") ? 1 : 0;
  if (!is_planted("blind") || !strstr(path, "foyer.sqlite")) return real(path, about);
  if (have[index]) { *about = known[index]; return 0; }
  int code = real(path, about);
  if (!code) { known[index] = *about; have[index] = 1; }
  return code;
}

int flock(int descriptor, int operation) {
  int (*real)(int, int) = (int (*)(int, int))dlsym(RTLD_NEXT, "flock");
  return is_planted("no-lock") ? 0 : real(descriptor, operation);
}
