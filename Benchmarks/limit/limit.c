// The limit that the product is measured against: the least work that ends in the same table, in C,
// on one thread. Inflates the one member of a ZIP archive, splits records, checks UTF-8, trims,
// checks required fields, four dates (to ISO, in place), two identity numbers and one code, and
// inserts into SQLite (16 KiB pages, WAL, FULL) with a checkpoint row for every CHUNK rows.
//
//   limit csv|xml IN.zip OUT.sqlite [CHUNK] [STAGE]      STAGE: inflate, split, check, load (default)
//
// With the URL of a PostgreSQL database, where the table must be, in place of OUT.sqlite the rows go
// there by COPY in binary.
//
// A bad row is counted and loaded all the same; the product must refuse it. x86-64 with AVX2.
#include <fcntl.h>
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <zlib.h>

enum { COLUMNS = 20, INPUT = 1 << 18, STEP = 1 << 20 };
enum stage { INFLATE, SPLIT, CHECK, LOAD };

static const char *headers[COLUMNS] = {
    "soDangKy", "quyenSo",  "ngayDangKy", "noiDangKy",  "hoTen",   "ngaySinh",    "gioiTinh",
    "danToc",   "quocTich", "noiSinh",    "queQuan",    "hoTenMe", "ngaySinhMe",  "soGiayToMe",
    "hoTenCha", "ngaySinhCha", "soGiayToCha", "nguoiYeuCau", "quanHe", "ghiChu"};
static const char *columns =
    "so_dang_ky,quyen_so,ngay_dang_ky,noi_dang_ky,ho_ten,ngay_sinh,gioi_tinh,dan_toc,quoc_tich,"
    "noi_sinh,que_quan,ho_ten_me,ngay_sinh_me,so_giay_to_me,ho_ten_cha,ngay_sinh_cha,"
    "so_giay_to_cha,nguoi_yeu_cau,quan_he,ghi_chu";

static void die(const char *what) {
  fprintf(stderr, "limit: %s\n", what);
  exit(1);
}

static void *grow(void *memory, size_t size) {
  void *moved = realloc(memory, size);
  if (!moved) die("out of memory");
  return moved;
}

// ---- content: the archive's first member ----

static struct {
  int file;
  uint8_t bytes[INPUT];
  z_stream stream;
  uLong crc;
  int ended;
} content;

static void refill(void) {
  ssize_t count = read(content.file, content.bytes, INPUT);
  if (count <= 0) die("the archive ends too early");
  content.stream.next_in = content.bytes;
  content.stream.avail_in = (uInt)count;
}

static void open_content(const char *path) {
  content.file = open(path, O_RDONLY);
  if (content.file < 0) die("cannot open the archive");
  refill();
  const uint8_t *p = content.bytes;
  if (content.stream.avail_in < 30 || memcmp(p, "PK\3\4", 4)) die("not a ZIP archive");
  size_t skip = 30u + (p[26] | p[27] << 8) + (p[28] | p[29] << 8);
  if (skip > content.stream.avail_in) die("the header is too long");
  content.stream.next_in += skip;
  content.stream.avail_in -= (uInt)skip;
  if (inflateInit2(&content.stream, -MAX_WBITS) != Z_OK) die("inflateInit2");
}

static size_t read_content(uint8_t *target, size_t room) {
  content.stream.next_out = target;
  content.stream.avail_out = (uInt)room;
  while (content.stream.avail_out && !content.ended) {
    if (!content.stream.avail_in) refill();
    int code = inflate(&content.stream, Z_NO_FLUSH);
    if (code == Z_STREAM_END) content.ended = 1;
    else if (code != Z_OK && code != Z_BUF_ERROR) die("the deflated data is damaged");
  }
  size_t count = room - content.stream.avail_out;
  content.crc = crc32(content.crc, target, (uInt)count);
  return count;
}

// ---- a chunk: the rows' text in one buffer, fields row after row ----

struct field { uint32_t start, length; };
static struct {
  uint8_t *bytes;
  size_t length, room;
  struct field *fields;
  size_t rows, limit;
  uint64_t bad;
} chunk;

static struct field *next_row(void) { return chunk.fields + chunk.rows * COLUMNS; }

static void reserve(size_t additional) {
  if (chunk.length + additional <= chunk.room) return;
  chunk.room = 2 * (chunk.length + additional);
  chunk.bytes = grow(chunk.bytes, chunk.room);
}

// ---- CSV (RFC 4180), the text staying where it was inflated to ----

static uint8_t *rest;
static size_t rest_length, rest_room;
static int saw_header, content_ended;

// Makes one quote of two.
static void join_quotes(struct field *field) {
  uint8_t *in = chunk.bytes + field->start, *end = in + field->length, *out = in;
  while (in < end) {
    if (*in == '"') in++;
    *out++ = *in++;
  }
  field->length = (uint32_t)(out - (chunk.bytes + field->start));
}

// Splits the record at `start` into `fields`; returns where the next begins, or 0 if it is cut off.
static size_t split_record(size_t start, struct field *fields) {
  const uint8_t *bytes = chunk.bytes;
  size_t at = start, end = chunk.length;
  uint32_t doubled = 0;
  for (int index = 0;; index++) {
    size_t from = at, to;
    if (at < end && bytes[at] == '"') {
      from = ++at;
      for (;;) {
        const uint8_t *quote = memchr(bytes + at, '"', end - at);
        if (!quote) return 0;
        to = (size_t)(quote - bytes);
        at = to + 1;
        if (at == end || bytes[at] != '"') break;
        doubled |= 1u << index;
        at++;
      }
    } else {
      while (at < end && bytes[at] != ',' && bytes[at] != '\n') at++;
      to = at;
    }
    if (at == end && !content_ended) return 0;
    if (index == COLUMNS) die("a record has more than 20 fields");
    fields[index] = (struct field){(uint32_t)from, (uint32_t)(to - from)};
    if (at == end || bytes[at] == '\n') {
      if (index != COLUMNS - 1) die("a record has less than 20 fields");
      break;
    }
    if (bytes[at++] != ',') die("a stray quote");
  }
  for (int index = 0; doubled; index++, doubled >>= 1)
    if (doubled & 1) join_quotes(fields + index);
  return at < end ? at + 1 : end;
}

static int next_csv(void) {
  chunk.rows = chunk.length = 0;
  reserve(rest_length);
  memcpy(chunk.bytes, rest, rest_length);
  chunk.length = rest_length;
  size_t at = 0;
  while (chunk.rows < chunk.limit && (at < chunk.length || !content_ended)) {
    size_t next = split_record(at, next_row());
    if (next) {
      at = next;
      chunk.rows += saw_header;
      saw_header = 1;
      continue;
    }
    if (content_ended) die("an unclosed quote");
    reserve(STEP);
    size_t count = read_content(chunk.bytes + chunk.length, STEP);
    chunk.length += count;
    content_ended = !count;
  }
  rest_length = chunk.length - at;
  if (rest_length > rest_room) rest = grow(rest, rest_room = 2 * rest_length);
  memcpy(rest, chunk.bytes + at, rest_length);
  return chunk.rows > 0;
}

// ---- XML by libxml2's SAX2, pushed ----

static xmlParserCtxtPtr parser;
static struct field *current;
static int depth, expected;

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespaces, const xmlChar **declared,
                          int attributes, int defaulted, const xmlChar **values) {
  (void)context, (void)prefix, (void)uri, (void)namespaces, (void)declared;
  (void)attributes, (void)defaulted, (void)values;
  depth++;
  if (depth == 2) {
    current = next_row();
    memset(current, 0, COLUMNS * sizeof *current);
    expected = -1;
  } else if (depth == 3) {
    expected = (expected + 1) % COLUMNS;
    if (strcmp((const char *)name, headers[expected])) {
      for (expected = 0; strcmp((const char *)name, headers[expected]);)
        if (++expected == COLUMNS) die("an unknown element");
    }
    current[expected].start = (uint32_t)chunk.length;
  }
}

static void characters(void *context, const xmlChar *text, int length) {
  (void)context;
  if (depth != 3) return;
  reserve((size_t)length);
  memcpy(chunk.bytes + chunk.length, text, (size_t)length);
  chunk.length += (size_t)length;
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri) {
  (void)context, (void)name, (void)prefix, (void)uri;
  if (depth == 3)
    current[expected].length = (uint32_t)chunk.length - current[expected].start;
  else if (depth == 2)
    chunk.rows++;
  depth--;
}

static int next_xml(void) {
  static uint8_t text[1 << 14];
  chunk.rows = chunk.length = 0;
  if (!parser) {
    static xmlSAXHandler handler;
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start_element;
    handler.endElementNs = end_element;
    handler.characters = handler.ignorableWhitespace = characters;
    parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_HUGE);
  }
  // A push may end inside a record; its row has begun then, and the chunk takes the push whole.
  while (!content_ended && (chunk.rows < chunk.limit || depth > 1)) {
    size_t count = read_content(text, chunk.rows < chunk.limit ? sizeof text : 64);
    content_ended = !count;
    if (xmlParseChunk(parser, (const char *)text, (int)count, content_ended)) die("bad XML");
  }
  return chunk.rows > 0;
}

// ---- the checks ----

static int is_utf8_slowly(const uint8_t *p, const uint8_t *end) {
  while (p < end) {
    uint32_t byte = *p++;
    if (byte < 0x80) continue;
    int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    if (byte < 0xC2 || byte > 0xF4 || end - p < more) return 0;
    uint32_t low = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    uint32_t high = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    if (*p < low || *p > high) return 0;
    for (p++; --more; p++)
      if ((*p & 0xC0) != 0x80) return 0;
  }
  return 1;
}

// Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2020): three tables
// over the nibbles of each byte and the one before name every error of two bytes.
#define AVX2 __attribute__((target("avx2")))
AVX2 static __m256i table(const uint8_t bytes[16]) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)bytes));
}
AVX2 static __m256i before(__m256i now, __m256i carried, int count) {
  __m256i middle = _mm256_permute2x128_si256(carried, now, 0x21);
  return count == 1   ? _mm256_alignr_epi8(now, middle, 15)
         : count == 2 ? _mm256_alignr_epi8(now, middle, 14)
                      : _mm256_alignr_epi8(now, middle, 13);
}
AVX2 static int is_utf8(const uint8_t *p, const uint8_t *end) {
  enum { SHORT = 1, LONG = 2, THREE = 4, SURROGATE = 16, TWO = 32, TWICE = 128 };
  enum { LARGE = 8, HIGH = 64, FOUR = 64, CARRY = SHORT | LONG | TWICE };
  static const uint8_t first_high[16] = {
      LONG,  LONG,  LONG,  LONG, LONG, LONG, LONG, LONG, TWICE, TWICE, TWICE, TWICE, SHORT | TWO,
      SHORT, SHORT | THREE | SURROGATE, SHORT | LARGE | HIGH | FOUR};
  static const uint8_t first_low[16] = {
      CARRY | THREE | TWO | FOUR, CARRY | TWO, CARRY, CARRY, CARRY | LARGE,
      CARRY | LARGE | HIGH, CARRY | LARGE | HIGH, CARRY | LARGE | HIGH, CARRY | LARGE | HIGH,
      CARRY | LARGE | HIGH, CARRY | LARGE | HIGH, CARRY | LARGE | HIGH, CARRY | LARGE | HIGH,
      CARRY | LARGE | HIGH | SURROGATE, CARRY | LARGE | HIGH, CARRY | LARGE | HIGH};
  static const uint8_t second_high[16] = {
      SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
      LONG | TWO | TWICE | THREE | HIGH | FOUR, LONG | TWO | TWICE | THREE | LARGE,
      LONG | TWO | TWICE | SURROGATE | LARGE, LONG | TWO | TWICE | SURROGATE | LARGE,
      SHORT, SHORT, SHORT, SHORT};
  const __m256i low_nibbles = _mm256_set1_epi8(15), top = _mm256_set1_epi8((char)0x80);
  __m256i error = _mm256_setzero_si256(), carried = error;
  // The last block is filled up with zeros, at least one, which a cut-off sequence runs into.
  uint8_t tail[32] = {0};
  for (int is_last = 0; !is_last; p += 32) {
    is_last = end - p < 32;
    if (is_last) memcpy(tail, p, (size_t)(end - p));
    __m256i now = _mm256_loadu_si256((const __m256i *)(is_last ? tail : p));
    __m256i one = before(now, carried, 1);
    __m256i special = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(table(first_high),
                                _mm256_and_si256(_mm256_srli_epi16(one, 4), low_nibbles)),
            _mm256_shuffle_epi8(table(first_low), _mm256_and_si256(one, low_nibbles))),
        _mm256_shuffle_epi8(table(second_high),
                            _mm256_and_si256(_mm256_srli_epi16(now, 4), low_nibbles)));
    __m256i third = _mm256_subs_epu8(before(now, carried, 2), _mm256_set1_epi8(0xE0 - 0x80));
    __m256i fourth = _mm256_subs_epu8(before(now, carried, 3), _mm256_set1_epi8(0xF0 - 0x80));
    __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), top);
    error = _mm256_or_si256(error, _mm256_xor_si256(must, special));
    carried = now;
  }
  return _mm256_testz_si256(error, error);
}

static int are_digits(const uint8_t *p, size_t count) {
  unsigned wrong = 0;
  for (size_t i = 0; i < count; i++) wrong |= (unsigned)(p[i] - '0') > 9;
  return !wrong;
}

// dd/mm/yyyy becomes yyyy-mm-dd in place.
static int make_iso(uint8_t *p) {
  static const int lengths[13] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (p[2] != '/' || p[5] != '/' || !are_digits(p, 2) || !are_digits(p + 3, 2) ||
      !are_digits(p + 6, 4))
    return 0;
  int day = (p[0] - '0') * 10 + p[1] - '0', month = (p[3] - '0') * 10 + p[4] - '0';
  int year = atoi((char[]){(char)p[6], (char)p[7], (char)p[8], (char)p[9], 0});
  int is_leap = year % 4 == 0 && (year % 100 || year % 400 == 0);
  if (month < 1 || month > 12 || day < 1 || day > lengths[month]) return 0;
  if (month == 2 && day == 29 && !is_leap) return 0;
  uint8_t iso[10] = {p[6], p[7], p[8], p[9], '-', p[3], p[4], '-', p[0], p[1]};
  memcpy(p, iso, 10);
  return 1;
}

AVX2 static void check(void) {
  static const int required[] = {0, 1, 4}, dates[] = {2, 5, 12, 15}, numbers[] = {13, 16};
  uint8_t *bytes = chunk.bytes;
  // Only where the chunk as a whole is in doubt are its fields looked at one by one.
  int is_doubtful = !is_utf8(bytes, bytes + chunk.length);
  for (size_t at = 0; at < chunk.length; at++) is_doubtful |= (bytes[at] & 0xFE) == 0xCC;
  for (size_t row = 0; row < chunk.rows; row++) {
    struct field *fields = chunk.fields + row * COLUMNS;
    int good = 1, is_composed = 1;
    for (int i = 0; i < COLUMNS; i++) {
      uint32_t start = fields[i].start, end = start + fields[i].length;
      while (start < end && bytes[start] <= ' ') start++;
      while (end > start && bytes[end - 1] <= ' ') end--;
      fields[i] = (struct field){start, end - start};
      if (!is_doubtful) continue;
      good &= is_utf8_slowly(bytes + start, bytes + end);
      for (uint32_t at = start; at < end; at++) is_composed &= (bytes[at] & 0xFE) != 0xCC;
    }
    for (int i = 0; i < 3; i++) good &= fields[required[i]].length > 0;
    for (int i = 0; i < 4; i++) {
      struct field *f = fields + dates[i];
      if (f->length) good &= f->length == 10 && make_iso(bytes + f->start);
    }
    for (int i = 0; i < 2; i++) {
      struct field *f = fields + numbers[i];
      if (f->length) good &= f->length == 12 && are_digits(bytes + f->start, 12);
    }
    struct field *sex = fields + 6;
    good &= (sex->length == 3 && !memcmp(bytes + sex->start, "Nam", 3)) ||
            (sex->length == 4 && !memcmp(bytes + sex->start, "Nữ", 4));
    chunk.bad += !good || !is_composed;
  }
}

// ---- SQLite ----

static sqlite3 *database;
static sqlite3_stmt *insert, *checkpoint;

static void run(const char *sql) {
  if (sqlite3_exec(database, sql, 0, 0, 0)) die(sqlite3_errmsg(database));
}

static void open_database(const char *path) {
  char sql[2048];
  if (sqlite3_open(path, &database)) die("cannot open the database");
  run("PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "PRAGMA cache_size=-16384;");
  snprintf(sql, sizeof sql, "CREATE TABLE khai_sinh(%s)", columns);
  run(sql);
  run("CREATE TABLE checkpoint(chunk INTEGER PRIMARY KEY, rows INTEGER, bytes INTEGER)");
  snprintf(sql, sizeof sql,
           "INSERT INTO khai_sinh VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (sqlite3_prepare_v2(database, sql, -1, &insert, 0)) die(sqlite3_errmsg(database));
  if (sqlite3_prepare_v2(database, "INSERT INTO checkpoint(rows, bytes) VALUES(?,?)", -1,
                         &checkpoint, 0))
    die(sqlite3_errmsg(database));
}

static void step(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) die(sqlite3_errmsg(database));
  sqlite3_reset(statement);
}

static void load(void) {
  run("BEGIN");
  for (size_t row = 0; row < chunk.rows; row++) {
    struct field *fields = chunk.fields + row * COLUMNS;
    for (int i = 0; i < COLUMNS; i++) {
      if (fields[i].length)
        sqlite3_bind_text(insert, i + 1, (char *)chunk.bytes + fields[i].start,
                          (int)fields[i].length, SQLITE_STATIC);
      else
        sqlite3_bind_null(insert, i + 1);
    }
    step(insert);
  }
  sqlite3_bind_int64(checkpoint, 1, (sqlite3_int64)chunk.rows);
  sqlite3_bind_int64(checkpoint, 2, (sqlite3_int64)content.stream.total_out);
  step(checkpoint);
  run("COMMIT");
}

// ---- PostgreSQL: COPY in binary, a transaction a chunk ----

static PGconn *server;
static struct { uint8_t bytes[1 << 17]; size_t length; } out;

static void tell(const char *sql) {
  PGresult *result = PQexec(server, sql);
  ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_COPY_IN) die(PQerrorMessage(server));
  PQclear(result);
}

static void open_server(const char *url) {
  server = PQconnectdb(url);
  if (PQstatus(server) != CONNECTION_OK) die(PQerrorMessage(server));
  tell("CREATE TABLE checkpoint(chunk bigserial PRIMARY KEY, rows bigint, bytes bigint)");
}

static void flush(void) {
  if (out.length && PQputCopyData(server, (char *)out.bytes, (int)out.length) != 1)
    die(PQerrorMessage(server));
  out.length = 0;
}

static void put(const void *bytes, size_t length) {
  if (out.length + length > sizeof out.bytes) flush();
  memcpy(out.bytes + out.length, bytes, length);
  out.length += length;
}

static void put_number(uint32_t value, int size) {
  uint8_t bytes[4] = {value >> 24, value >> 16, value >> 8, value};
  put(bytes + 4 - size, (size_t)size);
}

// Days from 2000-01-01 to yyyy-mm-dd.
static uint32_t days(const uint8_t *p) {
  int year = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + p[3] - '0';
  int month = (p[5] - '0') * 10 + p[6] - '0', day = (p[8] - '0') * 10 + p[9] - '0';
  year -= month <= 2;
  int in_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return (uint32_t)(year * 365 + year / 4 - year / 100 + year / 400 + in_year - 730425);
}

static void copy(void) {
  char sql[1024];
  tell("BEGIN");
  snprintf(sql, sizeof sql, "COPY khai_sinh(%s) FROM STDIN (FORMAT binary)", columns);
  tell(sql);
  put("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
  for (size_t row = 0; row < chunk.rows; row++) {
    struct field *fields = chunk.fields + row * COLUMNS;
    put_number(COLUMNS, 2);
    for (int i = 0; i < COLUMNS; i++) {
      const uint8_t *text = chunk.bytes + fields[i].start;
      if (!fields[i].length) {
        put_number((uint32_t)-1, 4);
      } else if (i == 2 || i == 5 || i == 12 || i == 15) {
        put_number(4, 4);
        put_number(days(text), 4);
      } else {
        put_number(fields[i].length, 4);
        put(text, fields[i].length);
      }
    }
  }
  put_number(0xFFFF, 2);
  flush();
  if (PQputCopyEnd(server, NULL) != 1) die(PQerrorMessage(server));
  for (PGresult *result; (result = PQgetResult(server)); PQclear(result))
    if (PQresultStatus(result) != PGRES_COMMAND_OK) die(PQerrorMessage(server));
  snprintf(sql, sizeof sql, "INSERT INTO checkpoint(rows, bytes) VALUES(%zu, %lu); COMMIT",
           chunk.rows, content.stream.total_out);
  tell(sql);
}

int main(int count, char **words) {
  if (count < 4) die("limit csv|xml IN.zip OUT.sqlite [CHUNK] [inflate|split|check|load]");
  static const char *names[] = {"inflate", "split", "check", "load"};
  enum stage stage = LOAD;
  for (int i = 0; i < 4; i++)
    if (count > 5 && !strcmp(words[5], names[i])) stage = (enum stage)i;
  chunk.limit = count > 4 ? (size_t)atol(words[4]) : 20000;
  if (chunk.limit < 1) die("CHUNK must be at least 1");
  // A push of XML may bring some records more than asked for.
  chunk.fields = grow(NULL, (chunk.limit + 4096) * COLUMNS * sizeof *chunk.fields);
  chunk.bytes = grow(NULL, chunk.room = 8 << 20);
  rest = grow(NULL, rest_room = STEP);
  open_content(words[2]);
  uint64_t rows = 0;
  if (stage == INFLATE) {
    while (read_content(chunk.bytes, STEP)) {}
  } else {
    int is_server = !strncmp(words[3], "postgres", 8);
    if (stage == LOAD) is_server ? open_server(words[3]) : open_database(words[3]);
    int (*next)(void) = strcmp(words[1], "xml") ? next_csv : next_xml;
    while (next()) {
      if (stage >= CHECK) check();
      if (stage == LOAD) is_server ? copy() : load();
      rows += chunk.rows;
    }
    if (stage == LOAD && is_server) PQfinish(server);
    if (stage == LOAD && !is_server) {
      sqlite3_finalize(insert);
      sqlite3_finalize(checkpoint);
      sqlite3_close(database);
    }
  }
  printf("rows=%llu bad=%llu bytes=%lu\n", (unsigned long long)rows,
         (unsigned long long)chunk.bad, content.stream.total_out);
}
