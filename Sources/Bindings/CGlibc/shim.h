#pragma once
// What the C library's own Swift module leaves out.
#include <malloc.h>
#include <signal.h>

// spawn.h is part of that module, so that it is not included here; `actions` are its
// posix_spawn_file_actions_t.
int sohoa_spawn_in_directory(void *actions, const char *path)
    __asm__("posix_spawn_file_actions_addchdir_np");
int sohoa_spawn_closing_from(void *actions, int descriptor)
    __asm__("posix_spawn_file_actions_addclosefrom_np");

// Has the kernel keep how a process ended until it is asked for: whoever started this one may have had
// it forget ended ones.
static inline void sohoa_keep_endings(void) {
  struct sigaction action;
  if (sigaction(SIGCHLD, NULL, &action) != 0) return;
  if (action.sa_handler == SIG_IGN || (action.sa_flags & SA_NOCLDWAIT)) signal(SIGCHLD, SIG_DFL);
}
