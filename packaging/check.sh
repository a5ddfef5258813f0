#!/usr/bin/env bash
# Tries the packages as a user would: unpacked in a fresh folder, with an empty home and nothing else.
#
#     packaging/check.sh [BINARY]      a program that is built already; else target/debug/yishi
set -euo pipefail
cd "$(dirname "$0")/.."
binary=${1:-${CARGO_TARGET_DIR:-target}/debug/yishi}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { printf 'packaging: %s\n' "$*"; }

# The program at $1 with the home $work/home and no other setting.
clean() { env -i HOME="$work/home" PATH=/usr/bin:/bin LANG=C.UTF-8 "$@"; }

try() {
    local yishi=$1 sample=$2
    rm -rf "$work/home"
    mkdir "$work/home"
    clean "$yishi" -V
    clean "$yishi" doctor >/dev/null
    clean "$yishi" new "$sample/plan.toml" --roster "$sample/roster.csv" >/dev/null
    clean "$yishi" exec HSW-2026-004 -f "$sample/transcript.yishi" >/dev/null
    clean "$yishi" verify >/dev/null
    clean "$yishi" export HSW-2026-004 minutes --format md -o "$work/home/minutes.md"
    grep -q 散会 "$work/home/minutes.md"
}

options=(--binary "$binary" -o "$work/dist")
if command -v cargo-deb >/dev/null && command -v dpkg-deb >/dev/null; then options+=(--deb); fi
packaging/build.sh "${options[@]}" >/dev/null

mkdir "$work/tar"
tar -xzf "$work"/dist/*.tar.gz -C "$work/tar"
root=$(echo "$work"/tar/*)
for file in README.md man/yishi.1 man/zh_CN/yishi-new.1 completions/yishi.bash completions/yishi.powershell; do
    [[ -s $root/$file ]] || { say "the tarball lacks $file"; exit 1; }
done
try "$root/yishi" "$root/assets/sample/huaishuwan"
say "the tarball works"

if compgen -G "$work/dist/*.deb" >/dev/null; then
    dpkg-deb -x "$work"/dist/*.deb "$work/deb"
    for file in usr/bin/yishi usr/share/man/man1/yishi.1.gz usr/share/man/zh_CN/man1/yishi.1.gz \
        usr/share/bash-completion/completions/yishi usr/share/zsh/vendor-completions/_yishi \
        usr/share/fish/vendor_completions.d/yishi.fish usr/share/doc/yishi/README.md.gz; do
        [[ -s $work/deb/$file || -s $work/deb/${file%.gz} ]] || { say "the package lacks $file"; exit 1; }
    done
    try "$work/deb/usr/bin/yishi" "$root/assets/sample/huaishuwan"
    say "the Debian package works"
else
    say "cargo-deb is not here: the Debian package was not tried"
fi
