#!/usr/bin/env bash
# Makes what is handed out: a tarball, and with --deb a Debian package, into DIR (dist/).
#
#     packaging/build.sh [--deb] [--binary FILE] [-o DIR]
#
# --binary packs a program that is built already; otherwise a release is built.
set -euo pipefail
cd "$(dirname "$0")/.."

binary= deb= out=dist
while (($#)); do
    case $1 in
    --deb) deb=yes ;;
    --binary) binary=$2; shift ;;
    -o) out=$2; shift ;;
    *) echo "packaging/build.sh: unknown argument ($1): see the head of this file" >&2; exit 2 ;;
    esac
    shift
done

if [[ -z $binary ]]; then
    cargo build --release --locked
    binary=${CARGO_TARGET_DIR:-target}/release/yishi
fi
version=$("$binary" -V | cut -d ' ' -f 2)
name=yishi-$version-$("$binary" --version | sed -n 's/^target: *\([^ ]*\).*/\1/p')

# What goes with the program is made by the program.
extra=target/package
rm -rf "$extra"
mkdir -p "$extra/man/zh_CN" "$extra/completions"
"$binary" --lang en man -o "$extra/man"
"$binary" --lang zh-CN man -o "$extra/man/zh_CN"
for shell in bash zsh fish powershell; do
    "$binary" --lang en completions "$shell" >"$extra/completions/yishi.$shell"
done
cp "$binary" "$extra/yishi"

mkdir -p "$out"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/$name"
cp -r README.md LICENSE-APACHE LICENSE-MIT docs assets "$extra/yishi" "$extra/man" "$extra/completions" \
    "$folder/$name/"
# The same files give the same tarball: no time and no user of this machine in it.
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$folder" -c "$name" |
    gzip -9n >"$out/$name.tar.gz"
echo "$out/$name.tar.gz"

if [[ -n $deb ]]; then
    cargo deb --no-build --no-strip --deb-revision 1 -o "$out/"
fi
