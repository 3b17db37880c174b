#include <sqlite3.h>

/// sqlite3_config() is variadic, which Swift cannot call. Only before the first connection is opened.
static inline int foyer_no_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// sqlite3_db_config() is variadic, which Swift cannot call.
static inline int foyer_set_checkpoint_on_close(sqlite3 *database, int is_on) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !is_on, (int *)0);
}
