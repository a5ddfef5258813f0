#!/usr/bin/env bash
# Makes what is handed out into DIR (dist/), with checksums in SHA256SUMS:
#
#     packaging/build.sh [-o DIR] [--quick] [SYSTEM…]
#
#     linux-x86_64     a tarball, and a Debian package where cargo-deb is there
#     linux-aarch64    the same
#     windows-x86_64   a zip
#     archive-x86_64   yishi-archive for the office that gathers sessions: a tarball and a Debian
#                      package of their own, since a laptop shall have no program with a network
#
# Without a SYSTEM it packs for this machine's own. --binary FILE packs a program that is built
# already, for one SYSTEM. The same files give the same bytes: no time and no user of this machine, but
# the versions of gzip, xz and zlib that pack them. Programs differ with the compiler and the linker.
set -euo pipefail
cd "$(dirname "$0")/.."

binary='' out=dist quick='' systems=()
while (($#)); do
    case $1 in
    --binary) binary=$2; shift ;;
    --quick) quick=--quick ;;
    -o) out=$2; shift ;;
    linux-x86_64 | linux-aarch64 | windows-x86_64 | archive-x86_64) systems+=("$1") ;;
    *) echo "packaging/build.sh: unknown argument ($1): see the head of this file" >&2; exit 2 ;;
    esac
    shift
done
((${#systems[@]})) || systems=("linux-$(uname -m)")
if [[ $binary ]] && ((${#systems[@]} != 1)); then
    echo "packaging/build.sh: --binary goes with one system" >&2
    exit 2
fi

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs a program of another system; man pages and completions are made by the program itself.
run() {
    local program=$1
    shift
    if "$program" -V >/dev/null 2>&1; then
        "$program" "$@"
    else
        qemu-aarch64-static -L /usr/aarch64-linux-gnu "$program" "$@"
    fi
}

# The program $1 as $3/$2 with its manual and completions beside it.
with_manual() {
    local program=$1 name=$2 extra=$3 shell
    rm -rf "$extra"
    mkdir -p "$extra/man/zh_CN" "$extra/completions"
    cp "$program" "$extra/$name"
    run "$extra/$name" --lang en man -o "$extra/man"
    run "$extra/$name" --lang zh-CN man -o "$extra/man/zh_CN"
    for shell in bash zsh fish powershell; do
        run "$extra/$name" --lang en completions "$shell" >"$extra/completions/$name.$shell"
    done
}

# The folder $1 under $work as a tarball.
tarred() {
    tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=go-w \
        -C "$work" -c "$1" | gzip -9n >"$out/$1.tar.gz"
    echo "$out/$1.tar.gz"
}

# A Debian package for $1; what follows goes to cargo-deb.
debian() {
    local arch=$1
    shift
    if cargo deb --version >/dev/null 2>&1 && command -v dpkg-deb >/dev/null; then
        cargo deb --no-build --no-strip --deb-revision 1 --target "$arch-unknown-linux-gnu" -o "$out/" "$@"
    fi
}

linux() {
    local program=$1 arch=$2 extra=target/package name=yishi-$version-$2-linux
    with_manual "$program" yishi "$extra"
    mkdir "$work/$name"
    cp -r README.md LICENSE-APACHE LICENSE-MIT docs assets "$extra/yishi" "$extra/man" "$extra/completions" \
        packaging/linux/* "$work/$name/"
    tarred "$name"
    debian "$arch"
}

archive() {
    local program=$1 arch=$2 extra=target/package-archive name=yishi-archive-$version-$2-linux
    with_manual "$program" yishi-archive "$extra"
    mkdir "$work/$name"
    cp -r LICENSE-APACHE LICENSE-MIT docs/archive.md "$extra/yishi-archive" "$extra/man" "$extra/completions" \
        "$work/$name/"
    tarred "$name"
    debian "$arch" --variant archive
}

windows() {
    local program=$1 name=yishi-$version-x86_64-windows
    mkdir "$work/$name"
    cp -r README.md LICENSE-APACHE LICENSE-MIT docs "$program" "$work/$name/"
    cp -r assets/sample/huaishuwan "$work/$name/sample"
    # What Windows itself reads has its line ends; Notepad takes a text for Chinese by its mark.
    sed 's/$/\r/' packaging/windows/yishi.cmd >"$work/$name/yishi.cmd"
    { printf '\xef\xbb\xbf'; sed 's/$/\r/' packaging/windows/first-steps.txt; } >"$work/$name/先看这里.txt"
    python3 packaging/zip.py "$work" "$name" "$out/$name.zip"
    echo "$out/$name.zip"
}

for system in "${systems[@]}"; do
    program=${binary:-$(packaging/program.sh "$system" $quick)}
    case $system in
    linux-*) linux "$program" "${system#linux-}" ;;
    archive-*) archive "$program" "${system#archive-}" ;;
    windows-x86_64) windows "$program" ;;
    esac
done
(cd "$out" && sha256sum -- yishi*.tar.gz yishi*.deb yishi*.zip 2>/dev/null >SHA256SUMS || true)
echo "$out/SHA256SUMS"
