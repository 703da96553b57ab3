#pragma once
// What the C library's own Swift module leaves out.
#include <malloc.h>
#include <signal.h>
#include <sys/types.h>

// spawn.h is part of that module, so that it is not included here; `actions` are its
// posix_spawn_file_actions_t.
int sohoa_spawn_in_directory(void *actions, const char *path)
    __asm__("posix_spawn_file_actions_addchdir_np");
int sohoa_spawn_closing_from(void *actions, int descriptor)
    __asm__("posix_spawn_file_actions_addclosefrom_np");

// Gives the blocks of a part of a file back to the disk; the file keeps its length.
int sohoa_fallocate(int descriptor, int mode, off_t start, off_t length) __asm__("fallocate");
static inline void sohoa_punch(int descriptor, off_t start, off_t length) {
  sohoa_fallocate(descriptor, 0x01 | 0x02, start, length);  // KEEP_SIZE, PUNCH_HOLE
}

// Has the kernel keep how a process ended until it is asked for: whoever started this one may have had
// it forget ended ones.
static inline void sohoa_keep_endings(void) {
  struct sigaction action;
  if (sigaction(SIGCHLD, NULL, &action) != 0) return;
  if (action.sa_handler == SIG_IGN || (action.sa_flags & SA_NOCLDWAIT)) signal(SIGCHLD, SIG_DFL);
}
