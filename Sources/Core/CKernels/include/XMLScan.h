#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// What ends the run of whole, valid UTF-8 characters that `sohoa_xml_text` measures.
enum { SOHOA_XML_ALL = 0, SOHOA_XML_CUT = 1, SOHOA_XML_BROKEN = 2 };

/// The number of leading bytes that are whole, valid UTF-8 characters (Unicode, table 3-7).
static inline size_t sohoa_xml_text(const uint8_t *bytes, size_t count, int *ending) {
  size_t at = 0;
  *ending = SOHOA_XML_ALL;
  while (at < count) {
#if defined(__SSE2__)
    while (count - at >= 16) {
      int high = _mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)(bytes + at)));
      if (high) {
        at += (size_t)__builtin_ctz((unsigned)high);
        break;
      }
      at += 16;
    }
    if (at >= count) break;
#endif
    uint8_t lead = bytes[at];
    if (lead < 0x80) {
      at++;
      continue;
    }
    size_t more;
    uint8_t low = 0x80, high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    } else {
      *ending = SOHOA_XML_BROKEN;
      return at;
    }
    for (size_t index = 1; index <= more; index++) {
      if (at + index == count) {
        *ending = SOHOA_XML_CUT;
        return at;
      }
      uint8_t next = bytes[at + index];
      if (next < low || next > high) {
        *ending = SOHOA_XML_BROKEN;
        return at;
      }
      low = 0x80;
      high = 0xBF;
    }
    at += more + 1;
  }
  return at;
}

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
