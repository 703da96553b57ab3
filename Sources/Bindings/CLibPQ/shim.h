#pragma once
#include <libpq-fe.h>

// These are character macros, which Swift does not import.
static const int sohoa_pq_state = PG_DIAG_SQLSTATE;
static const int sohoa_pq_message = PG_DIAG_MESSAGE_PRIMARY;
static const int sohoa_pq_constraint = PG_DIAG_CONSTRAINT_NAME;

// Notices quote values, and nobody reads them.
static inline void sohoa_pq_ignoreNotice(void *context, const PGresult *notice) {}
static inline void sohoa_pq_ignoreNotices(PGconn *connection) {
  PQsetNoticeReceiver(connection, sohoa_pq_ignoreNotice, (void *)0);
}
