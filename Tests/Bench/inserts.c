// What PostgreSQL does with the rows of check-ins when nobody stands before it: durable commits a second, of visit,
// pass and journal entry, each in a transaction of its own, through as many connections as there are clients.
// Check-ins that are there already serve as patterns: `inserts ADDRESS CLIENTS SECONDS [pipelined]`.
#define _GNU_SOURCE
#include <libpq-fe.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

enum { most_columns = 64 };

// Rows of a table as texts, and the statement that inserts one.
typedef struct {
  PGresult *rows;
  int columns;
  char insert[4096];
} Pattern;

static const char *address;
static int clients, pipelined;
static double seconds;
static Pattern visits, journal;
static PGresult *passes;
static atomic_long next_seq, committed;
static pthread_barrier_t ready;

static void must(int ok, PGconn *connection, const char *what) {
  if (ok) return;
  fprintf(stderr, "inserts: %s: %s", what, connection ? PQerrorMessage(connection) : "no memory\n");
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static PGconn *connected(void) {
  PGconn *connection = PQconnectdb(address);
  must(PQstatus(connection) == CONNECTION_OK, connection, "no connection");
  return connection;
}

static PGresult *asked(PGconn *connection, const char *question) {
  PGresult *result = PQexec(connection, question);
  must(PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0, connection, question);
  return result;
}

static Pattern pattern(PGconn *connection, const char *table, const char *question) {
  Pattern it = {.rows = asked(connection, question)};
  it.columns = PQnfields(it.rows);
  must(it.columns <= most_columns, NULL, "columns");
  char *end = it.insert + sprintf(it.insert, "INSERT INTO %s (", table);
  for (int i = 0; i < it.columns; i++) end += sprintf(end, "%s%s", i ? ", " : "", PQfname(it.rows, i));
  end += sprintf(end, ") VALUES (");
  for (int i = 0; i < it.columns; i++) end += sprintf(end, "%s$%d", i ? ", " : "", i + 1);
  sprintf(end, ")");
  return it;
}

static void identifier(char *text, unsigned *seed) {
  struct timeval t;
  gettimeofday(&t, NULL);
  unsigned long long milliseconds = t.tv_sec * 1000ULL + t.tv_usec / 1000;
  sprintf(text, "%08llx-%04llx-7%03x-%04x-%06x%06x", milliseconds >> 16, milliseconds & 0xffff, rand_r(seed) & 0xfff,
          0x8000 | (rand_r(seed) & 0x3fff), rand_r(seed) & 0xffffff, rand_r(seed) & 0xffffff);
}

static void put(const Pattern *it, const char **values, const char *column, const char *value) {
  values[PQfnumber(it->rows, column)] = value;
}

static void take(const Pattern *it, int row, const char **values) {
  for (int i = 0; i < it->columns; i++)
    values[i] = PQgetisnull(it->rows, row, i) ? NULL : PQgetvalue(it->rows, row, i);
}

static void finish(PGconn *connection) {
  PGresult *result = PQgetResult(connection);
  must(result && PQresultStatus(result) == PGRES_COMMAND_OK, connection, "statement");
  must(strcmp(PQcmdTuples(result), "0") != 0, connection, "no row");
  PQclear(result);
  must(PQgetResult(connection) == NULL, connection, "more than one answer");
}

static void send(PGconn *connection, const char *name, int count, const char **values) {
  must(PQsendQueryPrepared(connection, name, count, values, NULL, NULL, 0), connection, name);
  if (!pipelined) finish(connection);
}

// One check-in's rows, as the server writes them.
static void commit(PGconn *connection, int turn, int pass, unsigned *seed) {
  char visit[40], entry[40], seq[24];
  const char *row[most_columns], *line[most_columns];
  int like = turn % PQntuples(visits.rows);
  identifier(visit, seed), identifier(entry, seed);
  sprintf(seq, "%ld", atomic_fetch_add(&next_seq, 1));
  take(&visits, like, row);
  put(&visits, row, "id", visit), put(&visits, row, "pass", PQgetvalue(passes, pass, 0));
  put(&visits, row, "pass_number", PQgetvalue(passes, pass, 1));
  take(&journal, like, line);
  put(&journal, line, "id", entry), put(&journal, line, "seq", seq), put(&journal, line, "subject", visit);
  put(&journal, line, "pass", PQgetvalue(passes, pass, 1));
  const char *given[] = {visit, row[PQfnumber(visits.rows, "arrived_at")], row[PQfnumber(visits.rows, "estate")],
                         PQgetvalue(passes, pass, 0)};
  send(connection, "begin", 0, NULL);
  send(connection, "pass", 4, given);
  send(connection, "visit", visits.columns, row);
  send(connection, "entry", journal.columns, line);
  send(connection, "commit", 0, NULL);
  if (!pipelined) return;
  must(PQpipelineSync(connection), connection, "sync");
  for (int i = 0; i < 5; i++) finish(connection);
  PGresult *end = PQgetResult(connection);
  must(PQresultStatus(end) == PGRES_PIPELINE_SYNC, connection, "sync");
  PQclear(end);
}

static void prepare(PGconn *connection, const char *name, const char *statement) {
  PGresult *result = PQprepare(connection, name, statement, 0, NULL);
  must(PQresultStatus(result) == PGRES_COMMAND_OK, connection, statement);
  PQclear(result);
}

static void *client(void *argument) {
  int number = (int)(long)argument;
  unsigned seed = number * 7919 + (unsigned)time(NULL);
  PGconn *connection = connected();
  prepare(connection, "begin", "BEGIN"), prepare(connection, "commit", "COMMIT");
  prepare(connection, "visit", visits.insert), prepare(connection, "entry", journal.insert);
  prepare(connection, "pass",
          "UPDATE passes SET state = 'issued', visit = $1, changed_at = $2 "
          "WHERE estate = $3 AND id = $4 AND state = 'available'");
  if (pipelined) must(PQenterPipelineMode(connection), connection, "pipeline");
  pthread_barrier_wait(&ready);
  double end = now() + seconds;
  for (int turn = number; now() < end; turn += clients) {
    must(turn < PQntuples(passes), NULL, "passes");
    commit(connection, turn, turn, &seed);
    atomic_fetch_add(&committed, 1);
  }
  PQfinish(connection);
  return NULL;
}

static void look(void) {
  PGconn *connection = connected();
  visits = pattern(connection, "visits",
                   "SELECT v.* FROM visits v JOIN journal j ON j.estate = v.estate AND j.subject = v.id "
                   "WHERE v.pass IS NOT NULL ORDER BY v.id LIMIT 500");
  journal = pattern(connection, "journal",
                    "SELECT j.* FROM visits v JOIN journal j ON j.estate = v.estate AND j.subject = v.id "
                    "WHERE v.pass IS NOT NULL ORDER BY v.id LIMIT 500");
  passes = asked(connection, "SELECT id, number FROM passes WHERE state = 'available' GROUP BY id, number "
                  "HAVING count(*) = (SELECT count(*) FROM estates) ORDER BY number");
  PGresult *seq = asked(connection, "SELECT max(seq) + 1 FROM journal");
  next_seq = atol(PQgetvalue(seq, 0, 0));
  PQfinish(connection);
}

int main(int argc, char **argv) {
  if (argc < 4) return fprintf(stderr, "inserts ADDRESS CLIENTS SECONDS [pipelined]\n"), 2;
  address = argv[1], clients = atoi(argv[2]), seconds = atof(argv[3]);
  pipelined = argc > 4 && strcmp(argv[4], "pipelined") == 0;
  look();
  pthread_barrier_init(&ready, NULL, clients);
  pthread_t *threads = calloc(clients, sizeof *threads);
  for (long i = 0; i < clients; i++) must(pthread_create(&threads[i], NULL, client, (void *)i) == 0, NULL, "thread");
  for (int i = 0; i < clients; i++) pthread_join(threads[i], NULL);
  printf("commits %.0f\n", committed / seconds);
  return 0;
}
