#ifndef CTABLES_H
#define CTABLES_H

#include <stddef.h>
#include <stdint.h>

/// The tables, in the order of `Tables.Table`.
enum sohoa_table {
  sohoa_table_birth_provinces,
  sohoa_table_insurance_groups,
  sohoa_table_encodings,
  sohoa_table_syllables,
  sohoa_table_codes,
  sohoa_table_units,
  sohoa_table_merge_2025,
  sohoa_table_place_aliases,
  sohoa_table_surnames,
};

/// The number of bytes of a table.
size_t sohoa_table_count(int table);

/// A byte of a table; 0 where there is none. No pointer crosses to Swift, so none has to be trusted.
uint8_t sohoa_table_byte(int table, size_t index);

#endif
