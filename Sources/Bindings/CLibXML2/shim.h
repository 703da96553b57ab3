#pragma once
// Debian builds libxml2 with ICU; its headers then pull in the system's unicode/*.h, which clash
// with the ICU that Foundation brings along. SoHoa needs nothing of that part.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlregexp.h>
#include <libxml/xmlschemas.h>

// `xmlParserVersion` is a macro in a library built with threads, which Swift does not import.
static inline const char *sohoa_xmlVersion(void) { return xmlParserVersion; }
