"""The calls a worker may make of the Linux kernel: an allow-list as a BPF filter; everything else is refused.

Refused calls answer EPERM instead of killing, so that a library that only asks goes on. No sockets, no processes, no
signals to others, no files opened for writing, no limits raised. (seccomp(2), the kernel's seccomp_filter.rst.)
"""

from __future__ import annotations

import ctypes
import itertools
import os
import platform
import struct

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2

_ALLOW = 0x7FFF0000
_EPERM = 0x00050000 | 1
_EACCES = 0x00050000 | 13
_ENOSYS = 0x00050000 | 38
_KILL = 0x80000000

_LOAD, _JEQ, _JSET, _RET, _JGE = 0x20, 0x15, 0x45, 0x06, 0x35
#: offsets in struct seccomp_data
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16

_CLONE_THREAD = 0x00010000
#: O_WRONLY, O_RDWR, O_CREAT, O_TRUNC (alike on both architectures)
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000
_PR_SET_NAME = 15

#: name of the machine -> AUDIT_ARCH, numbers of the calls allowed as they are
_MACHINES: dict[str, tuple[int, tuple[tuple[int, ...], ...]]] = {
    "x86_64": (
        0xC000003E,
        (
            # read write close stat fstat lstat poll
            (0, 1, 3, 4, 5, 6, 7),
            # lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
            (8, 9, 10, 11, 12, 13, 14, 15),
            # pread64 pwrite64 readv writev access pipe select
            (17, 18, 19, 20, 21, 22, 23),
            # sched_yield mremap madvise dup nanosleep setitimer getpid exit uname
            (24, 25, 28, 32, 35, 38, 39, 60, 63),
            # fcntl fsync ftruncate getcwd readlink gettimeofday getrlimit getrusage sysinfo times getuid getgid geteuid
            (72, 74, 77, 79, 89, 96, 97, 98, 99, 100, 102, 104, 107),
            # getegid sigaltstack gettid time futex sched_getaffinity getdents64 set_tid_address restart_syscall
            (108, 131, 186, 201, 202, 204, 217, 218, 219),
            # clock_gettime clock_getres clock_nanosleep exit_group
            (228, 229, 230, 231),
            # get_mempolicy newfstatat readlinkat faccessat pselect6
            (239, 262, 267, 269, 270),
            # ppoll set_robust_list get_robust_list fallocate eventfd2 pipe2 preadv pwritev getcpu getrandom membarrier
            (271, 273, 274, 285, 290, 293, 295, 296, 309, 318, 324),
            # statx rseq faccessat2 futex_waitv
            (332, 334, 439, 449),
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (
            # getcwd eventfd2 dup fcntl ftruncate fallocate faccessat
            (17, 19, 23, 25, 46, 47, 48),
            # close pipe2 getdents64 lseek read write readv writev
            (57, 59, 61, 62, 63, 64, 65, 66),
            # pread64 pwrite64 preadv pwritev pselect6 ppoll readlinkat newfstatat fstat fsync exit exit_group
            (67, 68, 69, 70, 72, 73, 78, 79, 80, 82, 93, 94),
            # set_tid_address futex set_robust_list get_robust_list nanosleep setitimer
            (96, 98, 99, 100, 101, 103),
            # clock_gettime clock_getres clock_nanosleep
            (113, 114, 115),
            # sched_getaffinity sched_yield restart_syscall sigaltstack
            (123, 124, 128, 132),
            # rt_sigaction rt_sigprocmask rt_sigreturn times uname
            (134, 135, 139, 153, 160),
            # getrlimit getrusage getcpu gettimeofday getpid getuid geteuid getgid getegid gettid sysinfo
            (163, 165, 168, 169, 172, 174, 175, 176, 177, 178, 179),
            # brk munmap mremap mmap mprotect madvise
            (214, 215, 216, 222, 226, 233),
            # get_mempolicy getrandom membarrier statx rseq faccessat2 futex_waitv
            (236, 278, 283, 291, 293, 439, 449),
        ),
    ),
}

#: calls that are allowed with some arguments only: open openat clone clone3 tgkill prlimit64 prctl ioctl
_LIMITED: dict[str, dict[str, int]] = {
    "x86_64": {"open": 2, "openat": 257, "clone": 56, "clone3": 435, "tgkill": 234, "prlimit64": 302, "prctl": 157},
    "aarch64": {"openat": 56, "clone": 220, "clone3": 435, "tgkill": 131, "prlimit64": 261, "prctl": 167},
}
#: numbers from here on are those of another ABI of the same machine (x32)
_OTHER_ABI = 0x40000000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def filter_calls() -> bool:
    """Put this process (and its threads to come) under the filter. False where the kernel or the machine has none."""
    machine = platform.machine()
    if machine not in _MACHINES:
        return False
    code = b"".join(_program(machine, os.getpid()))
    held = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(held, ctypes.c_void_p).value)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _program(machine: str, own: int) -> list[bytes]:
    """The filter: the machine, then each call by its number, then refusal."""
    architecture, allowed = _MACHINES[machine]
    limited = _LIMITED[machine]
    program = [
        _op(_LOAD, _ARCHITECTURE),
        _op(_JEQ, architecture, 1, 0),
        _op(_RET, _KILL),
        _op(_LOAD, _NUMBER),
        _op(_JGE, _OTHER_ABI, 0, 1),
        _op(_RET, _EPERM),
    ]
    for number in itertools.chain.from_iterable(allowed):
        program += [_op(_JEQ, number, 0, 1), _op(_RET, _ALLOW)]
    for name, number in limited.items():
        body = _body(name, own)
        program += [_op(_JEQ, number, 0, len(body)), *body]
    return [*program, _op(_RET, _EPERM)]


def _body(name: str, own: int) -> list[bytes]:
    """What decides about a call that is allowed with some arguments only."""
    if name == "clone3":  # its flags lie in memory, where a filter cannot look: the C library falls back to clone
        return [_op(_RET, _ENOSYS)]
    if name == "clone":
        return _if_set(0, _CLONE_THREAD, _ALLOW, _EPERM)
    if name in ("open", "openat"):
        return _if_set(1 if name == "open" else 2, _WRITING, _EACCES, _ALLOW)
    if name == "tgkill":
        return _if_equal(0, own)
    if name == "prctl":
        return _if_equal(0, _PR_SET_NAME)
    # prlimit64: reading limits is allowed, which is when no new ones are given
    low, high = _argument(2), _argument(2) + 4
    return [
        _op(_LOAD, low),
        _op(_JEQ, 0, 0, 2),
        _op(_LOAD, high),
        _op(_JEQ, 0, 1, 0),
        _op(_RET, _EPERM),
        _op(_RET, _ALLOW),
    ]


def _if_set(argument: int, bits: int, then: int, otherwise: int) -> list[bytes]:
    return [_op(_LOAD, _argument(argument)), _op(_JSET, bits, 0, 1), _op(_RET, then), _op(_RET, otherwise)]


def _if_equal(argument: int, value: int) -> list[bytes]:
    return [_op(_LOAD, _argument(argument)), _op(_JEQ, value, 0, 1), _op(_RET, _ALLOW), _op(_RET, _EPERM)]


def _argument(number: int) -> int:
    return _ARGUMENTS + 8 * number


def _op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """struct sock_filter"""
    return struct.pack("=HBBI", code, if_true, if_false, value)
