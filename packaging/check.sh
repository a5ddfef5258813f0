#!/usr/bin/env bash
# Tries the packages as a user would: unpacked in a fresh folder, with an empty home and nothing else.
#
#     packaging/check.sh [BINARY]      packs a program that is built already; else target/debug/yishi
#     packaging/check.sh --all         installs by `cargo install --path .`, tries that, and packs it;
#                                      what cannot be tried is a failure
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { printf 'packaging: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

# A command with the home $work/home and no other setting.
clean() { env -i HOME="$work/home" PATH=/usr/bin:/bin LANG=C.UTF-8 "$@"; }

# From an empty home to signed minutes with the program $1 and the sample's files in $2.
try() {
    local yishi=$1 sample=$2 minutes=$work/home/minutes.md
    rm -rf "$work/home"
    mkdir "$work/home"
    clean "$yishi" --version >/dev/null
    clean "$yishi" doctor >/dev/null
    clean "$yishi" demo >/dev/null
    clean "$yishi" new "$sample/plan.toml" --roster "$sample/roster.csv" --id NEW-1 >/dev/null
    clean "$yishi" exec NEW-1 -f "$sample/transcript.yishi" >/dev/null
    clean "$yishi" verify >/dev/null
    clean "$yishi" export NEW-1 minutes --format md -o "$minutes"
    grep -q 散会 "$minutes" || fail "the minutes have no end"
    clean "$yishi" export NEW-1 all -o "$work/home/papers" >/dev/null
    clean "$yishi" track >/dev/null
    clean "$yishi" backup -o "$work/home/all.yishi" >/dev/null
    clean "$yishi" --store "$work/home/other" restore "$work/home/all.yishi" >/dev/null
}

if [[ ${1:-} == --all ]]; then
    all=yes
    cargo install --quiet --path . --locked --root "$work/installed" --target-dir "$target"
    binary=$work/installed/bin/yishi
    try "$binary" assets/sample/huaishuwan
    say "cargo install works"
else
    all= binary=${1:-$target/debug/yishi}
fi

options=(--binary "$binary" -o "$work/dist")
if cargo deb --version >/dev/null 2>&1 && command -v dpkg-deb >/dev/null; then
    options+=(--deb)
elif [[ $all ]]; then
    fail "cargo-deb or dpkg-deb is not here"
fi
packaging/build.sh "${options[@]}" >/dev/null

mkdir "$work/tar"
tar -xzf "$work"/dist/*.tar.gz -C "$work/tar"
root=$(echo "$work"/tar/*)
for file in README.md LICENSE-MIT docs/chair.md docs/screens/desk-zh.svg man/yishi.1 man/zh_CN/yishi-new.1 \
    completions/yishi.bash completions/yishi.powershell; do
    [[ -s $root/$file ]] || fail "the tarball lacks $file"
done
try "$root/yishi" "$root/assets/sample/huaishuwan"
say "the tarball works"

if compgen -G "$work/dist/*.deb" >/dev/null; then
    dpkg-deb --field "$work"/dist/*.deb Package Version Depends
    dpkg-deb -x "$work"/dist/*.deb "$work/deb"
    docs=usr/share/doc/yishi
    for file in usr/bin/yishi usr/share/man/man1/yishi.1 usr/share/man/zh_CN/man1/yishi.1 \
        usr/share/bash-completion/completions/yishi usr/share/zsh/vendor-completions/_yishi \
        usr/share/fish/vendor_completions.d/yishi.fish $docs/README.md $docs/docs/chair.md \
        $docs/docs/screens/desk-zh.svg $docs/copyright; do
        # Debian packs manuals and long texts.
        [[ -s $work/deb/$file || -s $work/deb/$file.gz ]] || fail "the package lacks $file"
    done
    try "$work/deb/usr/bin/yishi" "$work/deb/$docs/sample"
    say "the Debian package works"
else
    say "cargo-deb is not here: the Debian package was not tried"
fi
