#include "CTables.h"

// `#embed` is of C23; the compiler has it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t codes[] = {
#embed "Tables/codes.tsv"
};

static const uint8_t units[] = {
#embed "Tables/units.tsv"
};

static const uint8_t merge_2025[] = {
#embed "Tables/merge-2025.tsv"
};

static const uint8_t place_aliases[] = {
#embed "Tables/place-aliases.tsv"
};

static const uint8_t surnames[] = {
#embed "Tables/surnames.tsv"
};

static const uint8_t birth_provinces[] = {
#embed "Tables/birth-provinces.tsv"
};

static const uint8_t insurance_groups[] = {
#embed "Tables/insurance-groups.tsv"
};

static const uint8_t encodings[] = {
#embed "Tables/encodings.tsv"
};

static const uint8_t syllables[] = {
#embed "Tables/syllables.tsv"
};

static const struct {
  const uint8_t *bytes;
  size_t count;
} tables[] = {
    [sohoa_table_birth_provinces] = {birth_provinces, sizeof birth_provinces},
    [sohoa_table_insurance_groups] = {insurance_groups, sizeof insurance_groups},
    [sohoa_table_encodings] = {encodings, sizeof encodings},
    [sohoa_table_syllables] = {syllables, sizeof syllables},
    [sohoa_table_codes] = {codes, sizeof codes},
    [sohoa_table_units] = {units, sizeof units},
    [sohoa_table_merge_2025] = {merge_2025, sizeof merge_2025},
    [sohoa_table_place_aliases] = {place_aliases, sizeof place_aliases},
    [sohoa_table_surnames] = {surnames, sizeof surnames},
};

size_t sohoa_table_count(int table) {
  return table >= 0 && (size_t)table < sizeof tables / sizeof *tables ? tables[table].count : 0;
}

uint8_t sohoa_table_byte(int table, size_t index) {
  return index < sohoa_table_count(table) ? tables[table].bytes[index] : 0;
}
