#include <sqlite3.h>

/// sqlite3_config() is variadic, which Swift cannot call. Only before the first connection is opened.
static inline int foyer_no_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// sqlite3_db_config() is variadic, which Swift cannot call.
static inline int foyer_no_checkpoint_on_close(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

static inline int foyer_is_checkpoint_on_close_off(sqlite3 *database) {
  int is_off = 0;
  sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, -1, &is_off);
  return is_off;
}
