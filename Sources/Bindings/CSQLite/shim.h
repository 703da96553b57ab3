#pragma once
#include <sqlite3.h>

// These functions are variadic, which Swift does not import.
static inline int sohoa_sqlite3_disableMemoryStatus(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
static inline char *sohoa_sqlite3_copy(const char *text) { return sqlite3_mprintf("%s", text); }

// The variable is read when a file is made, under the lock that is taken here; the environment's
// SQLITE_TMPDIR is read once, before a definition is known.
static inline void sohoa_sqlite3_setTemporaryDirectory(const char *folder) {
  if (sqlite3_initialize() != SQLITE_OK) return;
  sqlite3_mutex *lock = sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_VFS1);
  char *copy = sohoa_sqlite3_copy(folder);
  sqlite3_mutex_enter(lock);
  char *before = sqlite3_temp_directory;
  sqlite3_temp_directory = copy;
  sqlite3_mutex_leave(lock);
  sqlite3_free(before);
}
static inline int sohoa_sqlite3_setFlag(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

// The destructor constants are casts of integers to function pointers, which Swift does not import.
static inline void sohoa_sqlite3_result_text_static(
    sqlite3_context *context, const char *text, int length) {
  sqlite3_result_text(context, text, length, SQLITE_STATIC);
}
static inline void sohoa_sqlite3_result_text_transient(
    sqlite3_context *context, const char *text, int length) {
  sqlite3_result_text(context, text, length, SQLITE_TRANSIENT);
}
static inline int sohoa_sqlite3_bind_text_transient(
    sqlite3_stmt *statement, int index, const char *text, int length) {
  return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}
static inline int sohoa_sqlite3_bind_blob_transient(
    sqlite3_stmt *statement, int index, const void *bytes, int length) {
  return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}
static inline void sohoa_sqlite3_result_blob_static(
    sqlite3_context *context, const void *bytes, int length) {
  sqlite3_result_blob(context, bytes, length, SQLITE_STATIC);
}
