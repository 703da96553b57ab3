#pragma once
// Byte kernels that Swift's own SIMD types cannot match; header-only, so that Clang inlines them
// into Swift. SSE2 is part of every x86-64; other machines take each kernel's portable branch.
#include "CellSurvey.h"
#include "ContentDigest.h"
#include "CSVScan.h"
#include "Days.h"
#include "Hash64.h"
#include "LegacyScan.h"
#include "SheetScan.h"
#include "TextKernels.h"
#include "UTF8.h"
#include "XMLScan.h"
