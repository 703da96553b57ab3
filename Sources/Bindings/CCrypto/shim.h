#pragma once
// The low-level SHA-256 context is used on purpose: it is the only interface whose state between
// two bytes can be stored in a checkpoint and taken up again. OpenSSL 3 marks it deprecated.
#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/sha.h>
