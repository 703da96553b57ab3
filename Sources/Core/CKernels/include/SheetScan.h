#pragma once
#include "XMLScan.h"

/// What a cell says it holds (ECMA-376 part 1, 18.18.11).
enum {
  SOHOA_CELL_NUMBER = 0,
  SOHOA_CELL_SHARED = 1,
  SOHOA_CELL_FORMULA_TEXT = 2,
  SOHOA_CELL_BOOLEAN = 3,
  SOHOA_CELL_ERROR = 4,
  SOHOA_CELL_DATE = 5,
  SOHOA_CELL_INLINE = 6
};

/// What else is to know of a cell: entities in its text; a formula without a value.
enum { SOHOA_CELL_ENTITIES = 1, SOHOA_CELL_VALUELESS = 2 };

/// What else is to know of a row: it is hidden; its cells do not stand in the order of columns.
enum { SOHOA_ROW_HIDDEN = 1, SOHOA_ROW_UNORDERED = 2 };

typedef struct {
  size_t rows, cells;
  /// Behind the last whole row.
  size_t end;
  /// As that of `sohoa_xml_result`.
  int stop;
} sohoa_sheet_result;

typedef struct {
  size_t name, name_length, value, value_length;
} sohoa_attribute;

enum { SOHOA_TAG_ATTRIBUTE, SOHOA_TAG_END, SOHOA_TAG_MORE, SOHOA_TAG_ODD };

/// Reads the next attribute of a start tag, or finds its '>' or '/'. Plain are ASCII values in double
/// quotes without references, under names without namespace declarations.
static inline int sohoa_sheet_attribute(
    const uint8_t *bytes, size_t *place, size_t count, sohoa_attribute *found) {
  size_t at = sohoa_xml_space(bytes, *place, count);
  if (at >= count) return SOHOA_TAG_MORE;
  if (bytes[at] == '>' || bytes[at] == '/') {
    *place = at;
    return SOHOA_TAG_END;
  }
  if (at == *place) return SOHOA_TAG_ODD;
  size_t name = at;
  int colons = 0, isFirst = 1;
  for (; at < count; at++) {
    uint8_t byte = bytes[at];
    if (byte == ':') {
      if (isFirst || colons++) return SOHOA_TAG_ODD;
      isFirst = 1;
    } else if (!sohoa_xml_name_byte(byte)) {
      break;
    } else {
      if (isFirst && (byte == '-' || byte == '.' || (byte >= '0' && byte <= '9')))
        return SOHOA_TAG_ODD;
      isFirst = 0;
    }
  }
  if (count - at < 2) return SOHOA_TAG_MORE;
  if (isFirst || bytes[at] != '=' || bytes[at + 1] != '"') return SOHOA_TAG_ODD;
  if (at - name >= 5 && !memcmp(bytes + name, "xmlns", 5)) return SOHOA_TAG_ODD;
  size_t value = at + 2;
  for (at = value; at < count && bytes[at] != '"'; at++) {
    uint8_t byte = bytes[at];
    if (byte < 0x20 || byte >= 0x7F || byte == '<' || byte == '&') return SOHOA_TAG_ODD;
  }
  if (at >= count) return SOHOA_TAG_MORE;
  *found = (sohoa_attribute){name, value - 2 - name, value, at - value};
  *place = at + 1;
  return SOHOA_TAG_ATTRIBUTE;
}

/// Passes over the attributes of a start tag; none may come twice.
static inline int sohoa_sheet_attributes(
    const uint8_t *bytes, size_t *place, size_t count, sohoa_attribute *list, size_t room,
    size_t *number) {
  *number = 0;
  for (;;) {
    sohoa_attribute found;
    int what = sohoa_sheet_attribute(bytes, place, count, &found);
    if (what != SOHOA_TAG_ATTRIBUTE) return what;
    if (*number == room) return SOHOA_TAG_ODD;
    for (size_t other = 0; other < *number; other++)
      if (list[other].name_length == found.name_length &&
          !memcmp(bytes + list[other].name, bytes + found.name, found.name_length))
        return SOHOA_TAG_ODD;
    list[(*number)++] = found;
  }
}

/// Whether the tag at `at` (behind its '<' or '</') bears a name: 1, 0, or -1 where it is cut off.
static inline int sohoa_sheet_named(
    const uint8_t *bytes, size_t at, size_t count, const uint8_t *prefix, size_t prefix_length,
    const char *name, size_t length) {
  if (count - at <= prefix_length + length) return -1;
  if (prefix_length && memcmp(bytes + at, prefix, prefix_length)) return 0;
  at += prefix_length;
  if (memcmp(bytes + at, name, length)) return 0;
  uint8_t next = bytes[at + length];
  return next == '>' || next == '/' || next == ' ' || next == '\n' || next == '\t';
}

/// A decimal number of at most nine digits, or UINT32_MAX.
static inline uint32_t sohoa_sheet_number(const uint8_t *bytes, size_t count) {
  if (count == 0 || count > 9) return UINT32_MAX;
  uint32_t number = 0;
  for (size_t at = 0; at < count; at++) {
    if (bytes[at] < '0' || bytes[at] > '9') return UINT32_MAX;
    number = number * 10 + (uint32_t)(bytes[at] - '0');
  }
  return number;
}

/// Splits a reference such as AB12 into column (from 0) and row (from 1); 0 where it is none.
static inline int sohoa_sheet_reference(
    const uint8_t *bytes, size_t count, uint32_t *column, uint32_t *row) {
  uint32_t number = 0;
  size_t at = 0;
  for (; at < count && at < 4 && bytes[at] >= 'A' && bytes[at] <= 'Z'; at++)
    number = number * 26 + (uint32_t)(bytes[at] - 'A' + 1);
  if (at == 0 || at > 3 || number > 16384 || at == count || bytes[at] == '0') return 0;
  *row = sohoa_sheet_number(bytes + at, count - at);
  *column = number - 1;
  return *row != UINT32_MAX;
}

/// The kind that a `t` attribute names, or -1.
static inline int sohoa_sheet_kind(const uint8_t *value, size_t length) {
  if (length == 1) {
    switch (value[0]) {
      case 's': return SOHOA_CELL_SHARED;
      case 'n': return SOHOA_CELL_NUMBER;
      case 'b': return SOHOA_CELL_BOOLEAN;
      case 'e': return SOHOA_CELL_ERROR;
      case 'd': return SOHOA_CELL_DATE;
    }
  }
  if (length == 3 && !memcmp(value, "str", 3)) return SOHOA_CELL_FORMULA_TEXT;
  if (length == 9 && !memcmp(value, "inlineStr", 9)) return SOHOA_CELL_INLINE;
  return -1;
}

/// Behind the closing tag at `at`, which begins with "</"; SIZE_MAX for another, `count` if cut off.
static inline size_t sohoa_sheet_close(
    const uint8_t *bytes, size_t at, size_t count, const uint8_t *prefix, size_t prefix_length,
    const char *name, size_t length) {
  if (count - at < prefix_length + length + 3) return count;
  if (bytes[at] != '<' || bytes[at + 1] != '/') return SIZE_MAX;
  if (prefix_length && memcmp(bytes + at + 2, prefix, prefix_length)) return SIZE_MAX;
  at += 2 + prefix_length;
  if (memcmp(bytes + at, name, length)) return SIZE_MAX;
  return bytes[at + length] == '>' ? at + length + 1 : SIZE_MAX;
}

/// Reads `<name …>text</name>` or `<name …/>`, whose '<' is at `*place`.
static inline int sohoa_sheet_text(
    const uint8_t *bytes, size_t *place, size_t count, const uint8_t *prefix,
    size_t prefix_length, const char *name, size_t length, size_t *text, size_t *text_length,
    int *has_entities) {
  sohoa_attribute list[8];
  size_t number, at = *place + 1 + prefix_length + length;
  int what = bytes[at] == '>' ? SOHOA_TAG_END
                              : sohoa_sheet_attributes(bytes, &at, count, list, 8, &number);
  if (what != SOHOA_TAG_END) return what == SOHOA_TAG_MORE ? SOHOA_XML_MORE : SOHOA_XML_ODD;
  if (bytes[at] == '/') {
    if (count - at < 2) return SOHOA_XML_MORE;
    if (bytes[at + 1] != '>') return SOHOA_XML_ODD;
    *text = at;
    *text_length = 0;
    *place = at + 2;
    return SOHOA_XML_FULL;
  }
  size_t end = sohoa_xml_plain(bytes, at + 1, count, has_entities);
  if (end == SIZE_MAX) return SOHOA_XML_ODD;
  size_t behind = sohoa_sheet_close(bytes, end, count, prefix, prefix_length, name, length);
  if (behind == SIZE_MAX) return SOHOA_XML_ODD;
  if (behind == count && count - end < prefix_length + length + 3) return SOHOA_XML_MORE;
  *text = at + 1;
  *text_length = end - at - 1;
  *place = behind;
  return SOHOA_XML_FULL;
}

#define SOHOA_NAMED(name) \
  sohoa_sheet_named(bytes, at + 1, count, prefix, prefix_length, name, sizeof(name) - 1)
#define SOHOA_TEXT(name, text, length, entities) \
  sohoa_sheet_text(bytes, &at, count, prefix, prefix_length, name, sizeof(name) - 1, text, length, \
                   entities)
#define SOHOA_CLOSE(name) \
  sohoa_sheet_close(bytes, at, count, prefix, prefix_length, name, sizeof(name) - 1)

/// Reads the content of a cell, behind its start tag, up to behind its end tag.
static inline int sohoa_sheet_content(
    const uint8_t *bytes, size_t *place, size_t count, const uint8_t *prefix,
    size_t prefix_length, int kind, uint32_t *cell, int *flags) {
  size_t at = *place, text = 0, length = 0, unused, unused_length;
  int hasValue = 0, hasFormula = 0, entities = 0, ignored = 0;
  for (;;) {
    at = sohoa_xml_space(bytes, at, count);
    if (count - at < 2) return SOHOA_XML_MORE;
    if (bytes[at] != '<') return SOHOA_XML_ODD;
    int stop = SOHOA_XML_ODD, named;
    if (bytes[at + 1] == '/') {
      size_t behind = SOHOA_CLOSE("c");
      if (behind == SIZE_MAX) return SOHOA_XML_ODD;
      if (behind == count && count - at < prefix_length + 4) return SOHOA_XML_MORE;
      at = behind;
      break;
    }
    if ((named = SOHOA_NAMED("v"))) {
      if (named < 0) return SOHOA_XML_MORE;
      if (hasValue++ || kind == SOHOA_CELL_INLINE) return SOHOA_XML_ODD;
      stop = SOHOA_TEXT("v", &text, &length, &entities);
    } else if ((named = SOHOA_NAMED("f"))) {
      if (named < 0) return SOHOA_XML_MORE;
      if (hasFormula++) return SOHOA_XML_ODD;
      stop = SOHOA_TEXT("f", &unused, &unused_length, &ignored);
    } else if ((named = SOHOA_NAMED("is"))) {
      if (named < 0 || count - at < prefix_length + 4) return SOHOA_XML_MORE;
      if (hasValue++ || kind != SOHOA_CELL_INLINE || bytes[at + prefix_length + 3] != '>')
        return SOHOA_XML_ODD;
      at += prefix_length + 4;
      if (count - at < 2) return SOHOA_XML_MORE;
      if (bytes[at] != '<') return SOHOA_XML_ODD;
      named = SOHOA_NAMED("t");
      if (named <= 0) return named < 0 ? SOHOA_XML_MORE : SOHOA_XML_ODD;
      stop = SOHOA_TEXT("t", &text, &length, &entities);
      if (stop == SOHOA_XML_FULL) {
        size_t behind = SOHOA_CLOSE("is");
        if (behind == SIZE_MAX) return SOHOA_XML_ODD;
        if (behind == count && count - at < prefix_length + 5) return SOHOA_XML_MORE;
        at = behind;
      }
    } else {
      return SOHOA_XML_ODD;
    }
    if (stop != SOHOA_XML_FULL) return stop;
  }
  cell[0] = (uint32_t)text;
  cell[1] = (uint32_t)length;
  *flags = (entities ? SOHOA_CELL_ENTITIES : 0) |
           (hasFormula && !hasValue ? SOHOA_CELL_VALUELESS : 0);
  *place = at;
  if (!hasValue && !hasFormula) *flags = -1;
  return SOHOA_XML_FULL;
}

/// Scans plain rows of a worksheet in `bytes[from..<count]`, which are valid UTF-8.
///
/// Each cell with a value gets four numbers: start and length of its text, its style, and column +
/// kind << 16 + flags << 24. Each row gets five: start, end, its number (0 where it has none), its
/// first cell, its flags. Stops behind the row that reaches `max_rows` or `budget`, before one that
/// does not fit into `max_cells`, and before one longer than `max_row`.
static inline sohoa_sheet_result sohoa_sheet_scan(
    const uint8_t *bytes, size_t from, size_t count, const uint8_t *prefix, size_t prefix_length,
    size_t max_rows, size_t max_cells, size_t budget, size_t max_row, uint32_t *cells,
    uint32_t *rows) {
  sohoa_sheet_result result = {0, 0, from, SOHOA_XML_FULL};
  sohoa_attribute list[16];
  size_t number;
  while (result.rows < max_rows && (result.rows == 0 || result.end - from < budget)) {
    size_t start = sohoa_xml_space(bytes, result.end, count), at = start;
    uint32_t *row = rows + 5 * result.rows;
    size_t cell_count = result.cells;
    result.stop = start - result.end > 4096 ? SOHOA_XML_ODD : SOHOA_XML_MORE;
    if (count - at < 2) return result;
    result.stop = SOHOA_XML_ODD;
    if (bytes[at] != '<') return result;
    int named = SOHOA_NAMED("row");
    if (named <= 0) return result.stop = named < 0 ? SOHOA_XML_MORE : SOHOA_XML_ODD, result;
    at += prefix_length + 4;
    int what = sohoa_sheet_attributes(bytes, &at, count, list, 16, &number);
    if (what == SOHOA_TAG_MORE) return result.stop = SOHOA_XML_MORE, result;
    if (what == SOHOA_TAG_ODD) return result;
    uint32_t row_number = 0, row_flags = 0;
    for (size_t index = 0; index < number; index++) {
      const uint8_t *value = bytes + list[index].value;
      size_t length = list[index].value_length;
      if (list[index].name_length == 1 && bytes[list[index].name] == 'r') {
        row_number = sohoa_sheet_number(value, length);
        if (row_number == 0 || row_number > 1048576) return result;
      } else if (list[index].name_length == 6 && !memcmp(bytes + list[index].name, "hidden", 6)) {
        if (length == 1 && value[0] == '0') continue;
        if (length == 5 && !memcmp(value, "false", 5)) continue;
        if (!(length == 1 && value[0] == '1') && !(length == 4 && !memcmp(value, "true", 4)))
          return result;
        row_flags |= SOHOA_ROW_HIDDEN;
      }
    }
    if (bytes[at] == '/') {
      if (count - at < 2) return result.stop = SOHOA_XML_MORE, result;
      if (bytes[at + 1] != '>') return result;
      at += 2;
    } else {
      uint32_t next_column = 0;
      at++;
      for (;;) {
        at = sohoa_xml_space(bytes, at, count);
        if (at - start > max_row) return result;
        if (count - at < 2) return result.stop = SOHOA_XML_MORE, result;
        if (bytes[at] != '<') return result;
        if (bytes[at + 1] == '/') {
          size_t behind = SOHOA_CLOSE("row");
          if (behind == SIZE_MAX) return result;
          if (behind == count && count - at < prefix_length + 6)
            return result.stop = SOHOA_XML_MORE, result;
          at = behind;
          break;
        }
        named = SOHOA_NAMED("c");
        if (named <= 0) return result.stop = named < 0 ? SOHOA_XML_MORE : SOHOA_XML_ODD, result;
        if (cell_count == max_cells) {
          // A row that would not fit even alone is for the parser.
          return result.stop = result.rows ? SOHOA_XML_FULL : SOHOA_XML_ODD, result;
        }
        at += prefix_length + 2;
        uint32_t column = next_column, style = 0, reference;
        int kind = SOHOA_CELL_NUMBER, flags = -1;
        size_t seen = 0;
        for (;;) {
          sohoa_attribute found;
          what = sohoa_sheet_attribute(bytes, &at, count, &found);
          if (what != SOHOA_TAG_ATTRIBUTE) break;
          const uint8_t *value = bytes + found.value;
          // Cells have few attributes, of one letter nearly always: a bit tells which were seen.
          if (found.name_length != 1) return result;
          uint8_t letter = bytes[found.name];
          size_t bit = letter == 'r' ? 1 : letter == 's' ? 2 : letter == 't' ? 4 : 8;
          if (bit == 8 || (seen & bit)) return result;
          seen |= bit;
          if (bit == 1) {
            if (!sohoa_sheet_reference(value, found.value_length, &column, &reference)) return result;
            if (row_number && reference != row_number) return result;
            if (!row_number) return result;
          } else if (bit == 2) {
            style = sohoa_sheet_number(value, found.value_length);
            if (style == UINT32_MAX) return result;
          } else {
            kind = sohoa_sheet_kind(value, found.value_length);
            if (kind < 0) return result;
          }
        }
        if (what == SOHOA_TAG_MORE) return result.stop = SOHOA_XML_MORE, result;
        if (what == SOHOA_TAG_ODD || column >= 16384) return result;
        uint32_t *cell = cells + 4 * cell_count;
        if (bytes[at] == '/') {
          if (count - at < 2) return result.stop = SOHOA_XML_MORE, result;
          if (bytes[at + 1] != '>') return result;
          at += 2;
        } else {
          at++;
          int stop = sohoa_sheet_content(
              bytes, &at, count, prefix, prefix_length, kind, cell, &flags);
          if (stop == SOHOA_XML_MORE && at - start > max_row) return result;
          if (stop != SOHOA_XML_FULL) return result.stop = stop, result;
        }
        if (column < next_column) row_flags |= SOHOA_ROW_UNORDERED;
        next_column = column + 1;
        if (flags >= 0) {
          cell[2] = style;
          cell[3] = column | (uint32_t)kind << 16 | (uint32_t)flags << 24;
          cell_count++;
        }
      }
    }
    if (at - start > max_row) return result;
    row[0] = (uint32_t)start;
    row[1] = (uint32_t)at;
    row[2] = row_number;
    row[3] = (uint32_t)result.cells;
    row[4] = row_flags;
    result.rows++;
    result.cells = cell_count;
    result.end = at;
    result.stop = SOHOA_XML_FULL;
  }
  return result;
}

/// Scans plain shared strings: `<si><t>text</t></si>`. Each gets start, length and whether its text
/// holds entities.
static inline sohoa_sheet_result sohoa_strings_scan(
    const uint8_t *bytes, size_t from, size_t count, const uint8_t *prefix, size_t prefix_length,
    size_t most, uint32_t *texts) {
  sohoa_sheet_result result = {0, 0, from, SOHOA_XML_FULL};
  while (result.rows < most) {
    size_t start = sohoa_xml_space(bytes, result.end, count), at = start, text, length;
    int entities = 0, named;
    result.stop = start - result.end > 4096 ? SOHOA_XML_ODD : SOHOA_XML_MORE;
    if (count - at < 2) return result;
    result.stop = SOHOA_XML_ODD;
    if (bytes[at] != '<') return result;
    named = SOHOA_NAMED("si");
    if (named <= 0) return result.stop = named < 0 ? SOHOA_XML_MORE : SOHOA_XML_ODD, result;
    if (bytes[at + prefix_length + 3] != '>') return result;
    at += prefix_length + 4;
    if (count - at < 2) return result.stop = SOHOA_XML_MORE, result;
    if (bytes[at] != '<') return result;
    named = SOHOA_NAMED("t");
    if (named <= 0) return result.stop = named < 0 ? SOHOA_XML_MORE : SOHOA_XML_ODD, result;
    int stop = SOHOA_TEXT("t", &text, &length, &entities);
    if (stop != SOHOA_XML_FULL) return result.stop = stop, result;
    size_t behind = SOHOA_CLOSE("si");
    if (behind == SIZE_MAX) return result;
    if (behind == count && count - at < prefix_length + 5)
      return result.stop = SOHOA_XML_MORE, result;
    texts[3 * result.rows] = (uint32_t)text;
    texts[3 * result.rows + 1] = (uint32_t)length;
    texts[3 * result.rows + 2] = (uint32_t)entities;
    result.rows++;
    result.end = behind;
    result.stop = SOHOA_XML_FULL;
  }
  return result;
}

#undef SOHOA_NAMED
#undef SOHOA_TEXT
#undef SOHOA_CLOSE
