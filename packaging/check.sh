#!/usr/bin/env bash
# Tries the packages as a user would: unpacked in a fresh folder, with an empty home and nothing else.
#
#     packaging/check.sh [BINARY]    packs a program that is built already (else target/debug/yishi)
#                                    and tries its tarball, and its Debian package where cargo-deb is
#     packaging/check.sh --all       tries `cargo install`, then builds and tries every package of
#                                    every system: aarch64 under qemu-user, Windows under wine. What
#                                    cannot be tried is a failure
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}

work=$(mktemp -d)
# wine's server goes on for some seconds and writes into its folder until it ends; what stays of a
# temporary folder says nothing of the packages.
tidy_up() {
    runner=()
    if [[ -d $work/prefix ]]; then
        clean wineserver -k || true
        clean timeout 60 wineserver -w || true
    fi 2>/dev/null
    rm -rf "$work" 2>/dev/null || { sleep 2; rm -rf "$work"; } || true
}
trap tidy_up EXIT
say() { printf 'packaging (after %s s): %s\n' "$SECONDS" "$*"; }
fail() { say "$*" >&2; exit 1; }

# How a program of the system that is tried is run: as it is, by qemu, by wine.
runner=()
# A command with the home $work/home and no other setting.
clean() {
    env -i HOME="$work/home" PATH=/usr/bin:/bin:/usr/lib/wine LANG=C.UTF-8 TMPDIR="$work" \
        WINEPREFIX="$work/prefix" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' "${runner[@]}" "$@"
}

# From an empty home to signed minutes with the program $1 and the sample's files in $2.
try() {
    local yishi=$1 sample=$2 minutes=$work/home/minutes.md
    rm -rf "$work/home"
    mkdir "$work/home"
    clean "$yishi" --version >/dev/null
    clean "$yishi" doctor >/dev/null
    clean "$yishi" demo >/dev/null
    clean "$yishi" new "$sample/plan.toml" --roster "$sample/roster.csv" --id NEW-1 >/dev/null
    # Killed in the middle of a meeting: what was acknowledged is there, and the script goes on after it.
    clean "$yishi" new "$sample/plan.toml" --roster "$sample/roster.csv" --id KILLED >/dev/null
    : >"$work/home/acknowledged"
    clean "$yishi" exec KILLED --json -f "$sample/transcript.yishi" >"$work/home/acknowledged" 2>/dev/null &
    local pid=$! kept
    until (($(wc -l <"$work/home/acknowledged") >= 20)) || ! kill -0 $pid 2>/dev/null; do sleep 0.02; done
    stop $pid
    wait $pid 2>/dev/null || true
    kept=$(grep -c . "$work/home/acknowledged" || true)
    # The last line may be torn where the program was killed while it wrote.
    (($(clean "$yishi" log KILLED --json | wc -l) >= kept - 1)) || fail "acknowledged acts are lost ($kept)"
    clean "$yishi" verify KILLED >/dev/null || fail "the record of a killed meeting is not sound"
    clean "$yishi" exec NEW-1 -f "$sample/transcript.yishi" >/dev/null
    clean "$yishi" verify >/dev/null
    clean "$yishi" export NEW-1 minutes --format md -o "$minutes"
    grep -q 散会 "$minutes" || fail "the minutes have no end"
    clean "$yishi" export NEW-1 all -o "$work/home/papers" >/dev/null
    clean "$yishi" track >/dev/null
    clean "$yishi" backup -o "$work/home/all.yishi" >/dev/null
    clean "$yishi" --store "$work/home/other" restore "$work/home/all.yishi" >/dev/null
    clean "$yishi" --store "$work/home/other" log NEW-1 --json | sed 's/"noted":"[^"]*",*//' >"$work/log"
    # Every system comes to the same record.
    if [[ -f $work/first-log ]]; then
        cmp -s "$work/log" "$work/first-log" || fail "the record differs from that of the first system"
    else
        cp "$work/log" "$work/first-log"
    fi
}

# Harms a store of the program $1 as machines do (the sample's files in $2); what else there is goes on.
faults() {
    local ran=("${runner[@]}") runner=() yishi=$1 sample=$2
    shift 2
    rm -rf "$work/home/faults"*
    clean "$(command -v python3)" packaging/faults.py "$work/home" "$sample" "$@" -- "${ran[@]}" "$yishi"
}

# Kills a running program as a power cut would: its children too, without a word.
stop() {
    pkill -KILL -P "$1" 2>/dev/null || true
    kill -KILL "$1" 2>/dev/null || true
    pkill -KILL -f 'yishi.exe exec KILLED' 2>/dev/null || true
}

# No symbol of a glibc newer than 2.17.
old_enough() {
    local newest
    newest=$(objdump -T "$1" 2>/dev/null | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
    [[ $newest ]] || newest=$(readelf -W --dyn-syms "$1" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
    [[ $newest && $(printf '%s\nGLIBC_2.17\n' "$newest" | sort -V | tail -n 1) == GLIBC_2.17 ]] ||
        fail "$1 needs ${newest:-no glibc?}"
    say "$(basename "$1") needs $newest"
}

tarball() {
    local file=$1 root
    rm -rf "$work/tar"
    mkdir "$work/tar"
    tar -xzf "$file" -C "$work/tar"
    root=$(echo "$work"/tar/*)
    for file in README.md LICENSE-MIT docs/chair.md docs/screens/desk-zh.svg man/yishi.1 \
        man/zh_CN/yishi-new.1 completions/yishi.bash completions/yishi.powershell yishi.desktop \
        yishi-window; do
        [[ -s $root/$file ]] || fail "the tarball lacks $file"
    done
    [[ ! ${2:-} ]] || old_enough "$root/yishi"
    try "$root/yishi" "$root/assets/sample/huaishuwan"
    faults "$root/yishi" "$root/assets/sample/huaishuwan"
    say "the tarball works"
}

deb() {
    local file=$1 docs=usr/share/doc/yishi
    dpkg-deb --field "$file" Package Version Architecture Depends
    ar t "$file" | grep -q 'data.tar.xz' || fail "old systems unpack xz, not $(ar t "$file" | tail -n 1)"
    rm -rf "$work/deb"
    dpkg-deb -x "$file" "$work/deb"
    for file in usr/bin/yishi usr/bin/yishi-window usr/share/applications/yishi.desktop \
        usr/share/icons/hicolor/scalable/apps/yishi.svg usr/share/mime/packages/yishi.xml \
        usr/share/man/man1/yishi.1 usr/share/man/zh_CN/man1/yishi.1 \
        usr/share/bash-completion/completions/yishi usr/share/zsh/vendor-completions/_yishi \
        usr/share/fish/vendor_completions.d/yishi.fish $docs/README.md $docs/docs/chair.md \
        $docs/docs/screens/desk-zh.svg $docs/copyright; do
        # Debian packs manuals and long texts.
        [[ -s $work/deb/$file || -s $work/deb/$file.gz ]] || fail "the package lacks $file"
    done
    try "$work/deb/usr/bin/yishi" "$work/deb/$docs/sample"
    say "the Debian package works"
}

# The archive's own packages: $1 the tarball, $2 the Debian package. Its tests have tried what it does.
archive() {
    local file root docs=usr/share/doc/yishi-archive
    mkdir "$work/archive" "$work/archive-deb"
    tar -xzf "$1" -C "$work/archive"
    root=$(echo "$work"/archive/*)
    for file in archive.md LICENSE-MIT man/yishi-archive.1 man/zh_CN/yishi-archive-take.1 completions/yishi-archive.bash; do
        [[ -s $root/$file ]] || fail "the archive's tarball lacks $file"
    done
    old_enough "$root/yishi-archive"
    clean "$root/yishi-archive" --version >/dev/null
    if clean "$root/yishi-archive" list 2>/dev/null; then fail "the archive needs no database?"; fi
    dpkg-deb --field "$2" Package Version Architecture Depends
    dpkg-deb -x "$2" "$work/archive-deb"
    for file in usr/bin/yishi-archive usr/share/man/man1/yishi-archive.1 usr/share/man/zh_CN/man1/yishi-archive.1 \
        usr/share/bash-completion/completions/yishi-archive $docs/archive.md $docs/copyright; do
        [[ -s $work/archive-deb/$file || -s $work/archive-deb/$file.gz ]] || fail "the archive's package lacks $file"
    done
    clean "$work/archive-deb/usr/bin/yishi-archive" --version >/dev/null
    say "the archive's packages work"
}

zip() {
    local root
    mkdir "$work/zip"
    python3 -m zipfile -e "$1" "$work/zip"
    # A newcomer's steps from the zip to the sample: unpack, double-click, press 3.
    say "the zip is unpacked"
    root=$(echo "$work"/zip/*)
    for file in yishi.exe yishi.cmd 先看这里.txt sample/plan.toml docs/chair.md README.md; do
        [[ -s $root/$file ]] || fail "the zip lacks $file"
    done
    runner=()
    clean wineboot -i >/dev/null 2>&1 || fail "no prefix for wine"
    # Every Windows from 7 on has it; wine 8 has not.
    x86_64-w64-mingw32-gcc -shared -o "$work/prefix/drive_c/windows/system32/bcryptprimitives.dll" \
        packaging/windows/bcryptprimitives.c -ladvapi32
    runner=("$(command -v wine || command -v wine64)")
    try "$root/yishi.exe" "$root/sample"
    x86_64-w64-mingw32-gcc -O1 -o "$work/hold.exe" packaging/windows/hold.c
    faults "$root/yishi.exe" "$root/sample" --hold "$work/hold.exe"
    python3 packaging/windows/screen.py "${runner[0]}" "$root/yishi.exe" "$work/prefix" "$work/home"
    runner=()
    say "the zip works under wine"
}

if [[ ${1:-} != --all ]]; then
    packaging/build.sh --binary "${1:-$target/debug/yishi}" -o "$work/dist" >/dev/null
    # What is packed again differs in nothing.
    packaging/build.sh --binary "${1:-$target/debug/yishi}" -o "$work/again" >/dev/null
    cmp "$work/dist/SHA256SUMS" "$work/again/SHA256SUMS" || fail "the same files gave other packages"
    rm -rf "$work/again"
    tarball "$(echo "$work"/dist/*.tar.gz)"
    if compgen -G "$work/dist/*.deb" >/dev/null; then
        deb "$(echo "$work"/dist/*.deb)"
    else
        say "cargo-deb is not here: the Debian package was not tried"
    fi
    exit
fi

cargo install --quiet --debug --path . --locked --root "$work/installed" --target-dir "$target"
try "$work/installed/bin/yishi" assets/sample/huaishuwan
say "cargo install works"
packaging/build.sh --quick -o "$work/dist" linux-x86_64 linux-aarch64 windows-x86_64 archive-x86_64
tarball "$(echo "$work"/dist/yishi-[0-9]*x86_64-linux.tar.gz)" old
deb "$(echo "$work"/dist/yishi_*amd64.deb)"
archive "$(echo "$work"/dist/yishi-archive-*.tar.gz)" "$(echo "$work"/dist/yishi-archive_*.deb)"
runner=(qemu-aarch64-static -L /usr/aarch64-linux-gnu)
tarball "$(echo "$work"/dist/*aarch64-linux.tar.gz)" old
deb "$(echo "$work"/dist/*arm64.deb)"
runner=()
zip "$(echo "$work"/dist/*.zip)"
(cd "$work/dist" && sha256sum --quiet -c SHA256SUMS) || fail "the checksums are wrong"
say "all packages work"
