#!/usr/bin/env bash
# Builds the program for one system and prints where it is.
#
#     packaging/program.sh linux-x86_64 | linux-aarch64 | windows-x86_64 | archive-x86_64  [--quick]
#
# The Linux programs need no glibc newer than 2.17 (UOS 20 has 2.28, Kylin V10 2.23 to 2.28):
# cargo-zigbuild links them against that version. --quick optimizes less, for trying the packages.
# Where the toolchain has no standard library for the target and Debian's rustc-web is there, the
# library is built from its sources. What is built is kept in YISHI_CACHE, else under target/.
set -euo pipefail
cd "$(dirname "$0")/.."

system=${1:?which system: see the head of this file}
profile=release
[[ ${2:-} == --quick ]] && profile=trial
cache=${YISHI_CACHE:-${CARGO_TARGET_DIR:-target}/cross}

features=()
case $system in
linux-x86_64) target=x86_64-unknown-linux-gnu glibc=.2.17 name=yishi ;;
archive-x86_64) target=x86_64-unknown-linux-gnu glibc=.2.17 name=yishi-archive features=(--features archive) ;;
linux-aarch64) target=aarch64-unknown-linux-gnu glibc=.2.17 name=yishi ;;
windows-x86_64) target=x86_64-pc-windows-gnu glibc='' name=yishi.exe ;;
*) echo "packaging/program.sh: unknown system ($system): see the head of this file" >&2; exit 2 ;;
esac

cargo=cargo std=()
if [[ ! -d $(rustc --print target-libdir --target "$target" 2>/dev/null) ]]; then
    if [[ -x /usr/bin/rustc && -d $(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library ]]; then
        export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1
        cargo=/usr/bin/cargo std=(-Zbuild-std=std,panic_unwind)
    else
        echo "packaging/program.sh: no standard library for $target:" \
            "rustup target add $target, or on Debian apt install rustc-web cargo-web rust-web-src" >&2
        exit 1
    fi
fi
build=build
[[ $glibc ]] && build=zigbuild
# The same commit gives the same bytes wherever it is built: no path of this machine stands in them.
flags="--remap-path-prefix=$PWD=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
export RUSTFLAGS=$flags
"$cargo" "$build" --locked --profile "$profile" --bin "${name%.exe}" "${features[@]}" \
    --target "$target$glibc" --target-dir "$cache" "${std[@]}" >&2
echo "$cache/$target/$profile/$name"
