#pragma once
// What the C library's own Swift module leaves out.
#include <malloc.h>

// spawn.h is part of that module, so that it is not included here; `actions` are its
// posix_spawn_file_actions_t.
int sohoa_spawn_in_directory(void *actions, const char *path)
    __asm__("posix_spawn_file_actions_addchdir_np");
int sohoa_spawn_closing_from(void *actions, int descriptor)
    __asm__("posix_spawn_file_actions_addclosefrom_np");
