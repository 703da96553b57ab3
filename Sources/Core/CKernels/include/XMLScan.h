#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The number of line feeds; `last` becomes the index behind the last of them, or 0.
static inline size_t sohoa_xml_lines(const uint8_t *bytes, size_t count, size_t *last) {
  size_t at = 0, lines = 0, end = 0;
#if defined(__SSE2__)
  const __m128i feed = _mm_set1_epi8('\n');
  for (; count - at >= 16; at += 16) {
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
    unsigned mask = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, feed));
    if (mask) {
      end = at + 32 - (size_t)__builtin_clz(mask);
      for (; mask; mask &= mask - 1) lines++;
    }
  }
#endif
  for (; at < count; at++) {
    if (bytes[at] == '\n') {
      lines++;
      end = at + 1;
    }
  }
  *last = end;
  return lines;
}

/// The number of characters in valid UTF-8, and how many of them lie beyond U+FFFF.
static inline size_t sohoa_xml_characters(const uint8_t *bytes, size_t count, size_t *astral) {
  size_t characters = 0, beyond = 0;
  for (size_t at = 0; at < count; at++) {
    characters += (bytes[at] & 0xC0) != 0x80;
    beyond += bytes[at] >= 0xF0;
  }
  *astral = beyond;
  return characters;
}

/// What plain records look like: `<record>` around `<name>text</name>` and white space.
typedef struct {
  /// The record's name.
  const uint8_t *record;
  size_t record_length;
  /// The names of the elements in it, one behind the other, where each ends, and the cell each fills
  /// (or -1).
  const uint8_t *names;
  const uint32_t *ends;
  const int32_t *slots;
  size_t name_count;
  /// Cells in a row.
  size_t width;
  size_t max_text, max_record, max_elements;
} sohoa_xml_shape;

/// Why `sohoa_xml_scan` stopped: as many as asked for; the next record is not whole; it is not plain;
/// it has an element of another name.
enum { SOHOA_XML_FULL = 0, SOHOA_XML_MORE = 1, SOHOA_XML_ODD = 2, SOHOA_XML_NAME = 3 };

typedef struct {
  size_t rows;
  /// Behind the last whole record.
  size_t end;
  int stop;
  size_t name_start, name_end;
} sohoa_xml_result;

static inline int sohoa_xml_name_byte(uint8_t byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
         (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
}

/// The length of a predefined entity at the front of `bytes`, 0 for none, and its character.
static inline size_t sohoa_xml_entity(const uint8_t *bytes, size_t count, uint8_t *character) {
  if (count >= 4 && !memcmp(bytes, "&lt;", 4)) return *character = '<', 4;
  if (count >= 4 && !memcmp(bytes, "&gt;", 4)) return *character = '>', 4;
  if (count >= 5 && !memcmp(bytes, "&amp;", 5)) return *character = '&', 5;
  if (count >= 6 && !memcmp(bytes, "&quot;", 6)) return *character = '"', 6;
  if (count >= 6 && !memcmp(bytes, "&apos;", 6)) return *character = '\'', 6;
  return 0;
}

/// Where the plain text at `at` ends (at a '<' or at `count`), or `SIZE_MAX` where it is not plain.
///
/// The bytes are valid UTF-8. Plain is what XML allows less carriage returns and "]]>", with
/// predefined entities only; an entity cut off by `count` ends the text there.
static inline size_t sohoa_xml_plain(
    const uint8_t *bytes, size_t at, size_t count, int *has_entities) {
  while (at < count) {
#if defined(__SSE2__)
    while (count - at >= 16) {
      __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
      __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block);
      __m128i mark = _mm_or_si128(
          _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('<')),
                       _mm_cmpeq_epi8(block, _mm_set1_epi8('&'))),
          _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8(']')),
                       _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xEF))));
      int mask = _mm_movemask_epi8(_mm_or_si128(low, mark));
      if (mask) {
        at += (size_t)__builtin_ctz((unsigned)mask);
        break;
      }
      at += 16;
    }
    if (at >= count) break;
#endif
    uint8_t byte = bytes[at];
    if (byte == '<') return at;
    if (byte == '&') {
      uint8_t character;
      size_t length = sohoa_xml_entity(bytes + at, count - at, &character);
      if (!length) return count - at < 6 ? count : SIZE_MAX;
      *has_entities = 1;
      at += length;
      continue;
    }
    if (byte < 0x20 && byte != '\t' && byte != '\n') return SIZE_MAX;
    if (byte == ']' && count - at >= 3 && bytes[at + 1] == ']' && bytes[at + 2] == '>')
      return SIZE_MAX;
    if (byte == 0xEF && count - at >= 3 && bytes[at + 1] == 0xBF && bytes[at + 2] >= 0xBE)
      return SIZE_MAX;
    at++;
  }
  return count;
}

static inline size_t sohoa_xml_space(const uint8_t *bytes, size_t at, size_t count) {
  while (at < count && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t')) at++;
  return at;
}

/// Scans plain records in `bytes[from..<count]`, which are valid UTF-8.
///
/// Each row gets `width` pairs of start and length in `cells` (a start of UINT32_MAX for no element,
/// the top bit of the length for entities) and three numbers in `records`: start, end, and the line
/// feeds between `from` and the start. Stops behind the record that reaches `max_rows` or `budget`.
static inline sohoa_xml_result sohoa_xml_scan(
    const uint8_t *bytes, size_t from, size_t count, const sohoa_xml_shape *shape, size_t max_rows,
    size_t budget, uint32_t *cells, uint32_t *records) {
  sohoa_xml_result result = {0, from, SOHOA_XML_FULL, 0, 0};
  size_t feeds = 0, counted = from, guess = 0, last;
  while (result.rows < max_rows && (result.rows == 0 || result.end - from < budget)) {
    uint32_t *row = cells + 2 * shape->width * result.rows;
    for (size_t slot = 0; slot < shape->width; slot++) {
      row[2 * slot] = UINT32_MAX;
      row[2 * slot + 1] = 0;
    }
    size_t start = sohoa_xml_space(bytes, result.end, count);
    size_t at = start, elements = 0;
    result.stop = start - result.end > 4096 ? SOHOA_XML_ODD : SOHOA_XML_MORE;
    if (count - at < shape->record_length + 2) return result;
    result.stop = SOHOA_XML_ODD;
    if (bytes[at] != '<' || memcmp(bytes + at + 1, shape->record, shape->record_length) ||
        bytes[at + 1 + shape->record_length] != '>')
      return result;
    at += shape->record_length + 2;
    for (;;) {
      at = sohoa_xml_space(bytes, at, count);
      if (at - start > shape->max_record) return result;
      if (count - at < 2) return result.stop = SOHOA_XML_MORE, result;
      if (bytes[at] != '<') return result;
      if (bytes[at + 1] == '/') {
        if (count - at < shape->record_length + 3) return result.stop = SOHOA_XML_MORE, result;
        if (memcmp(bytes + at + 2, shape->record, shape->record_length) ||
            bytes[at + 2 + shape->record_length] != '>')
          return result;
        at += shape->record_length + 3;
        break;
      }
      const uint8_t *tag = bytes + at + 1;
      size_t rest = count - at - 1, length = 0, name = guess;
      for (size_t tried = 0; tried <= shape->name_count; tried++) {
        if (tried == shape->name_count) {
          name = tried;
          break;
        }
        size_t begin = name ? shape->ends[name - 1] : 0;
        length = shape->ends[name] - begin;
        if (rest > length && !memcmp(tag, shape->names + begin, length) &&
            (tag[length] == '>' || tag[length] == '/'))
          break;
        name = name + 1 < shape->name_count ? name + 1 : 0;
      }
      if (name == shape->name_count) {
        for (length = 0; length < rest && sohoa_xml_name_byte(tag[length]); length++) {}
        if (length == rest && rest < 256) return result.stop = SOHOA_XML_MORE, result;
        if (length == 0 || length >= 256 || tag[0] == '-' || tag[0] == '.' ||
            (tag[0] >= '0' && tag[0] <= '9') || (tag[length] != '>' && tag[length] != '/'))
          return result;
        result.stop = SOHOA_XML_NAME;
        result.name_start = at + 1;
        result.name_end = at + 1 + length;
        return result;
      }
      guess = name + 1 < shape->name_count ? name + 1 : 0;
      if (++elements > shape->max_elements) return result;
      size_t text = at + length + 2, end = text;
      int has_entities = 0;
      if (tag[length] == '/') {
        if (rest < length + 2) return result.stop = SOHOA_XML_MORE, result;
        if (tag[length + 1] != '>') return result;
        at = text + 1;
      } else {
        end = sohoa_xml_plain(bytes, text, count, &has_entities);
        if (end == SIZE_MAX || end - text > shape->max_text) return result;
        if (count - end < length + 3) {
          // A record that never ends is for the parser to refuse.
          if (end - start > shape->max_record) return result;
          return result.stop = SOHOA_XML_MORE, result;
        }
        if (bytes[end + 1] != '/' || memcmp(bytes + end + 2, tag, length) ||
            bytes[end + 2 + length] != '>')
          return result;
        at = end + length + 3;
      }
      int32_t slot = shape->slots[name];
      if (slot >= 0) {
        if (row[2 * slot] != UINT32_MAX) return result;
        row[2 * slot] = (uint32_t)text;
        row[2 * slot + 1] = (uint32_t)(end - text) | (has_entities ? 0x80000000u : 0);
      }
    }
    if (at - start > shape->max_record) return result;
    feeds += sohoa_xml_lines(bytes + counted, start - counted, &last);
    counted = start;
    uint32_t *record = records + 3 * result.rows;
    record[0] = (uint32_t)start;
    record[1] = (uint32_t)at;
    record[2] = (uint32_t)feeds;
    result.rows++;
    result.end = at;
    result.stop = SOHOA_XML_FULL;
  }
  return result;
}

/// Copies plain text with its entities resolved, and says how long it is then.
static inline size_t sohoa_xml_decode(const uint8_t *text, size_t count, uint8_t *target) {
  size_t at = 0, length = 0;
  while (at < count) {
    uint8_t character = text[at];
    size_t used = character == '&' ? sohoa_xml_entity(text + at, count - at, &character) : 1;
    target[length++] = character;
    at += used ? used : 1;
  }
  return length;
}
