#!/bin/sh
# Sessions of the sample that `yishi-archive take` takes a second, against PostgreSQL's own COPY of the rows
# that came of them into the same empty tables, with their indexes and constraints. PGHOST and PGUSER name a
# server and a superuser; databases `yishi_take` are made and dropped there.
#
#     benches/archive/take.sh yishi yishi-archive FOLDER [SESSIONS [ROUNDS]]
#
# FOLDER is filled with bundles that have ids of their own, unless it is there.
set -eu
yishi=$1 archive=$2 folder=$3 sessions=${4:-2000} rounds=${5:-3}
sample=$(dirname "$0")/../../assets/sample/huaishuwan
tables="record summary participation action line pairs receipt"
work=$(mktemp -d)
trap 'rm -rf "$work"; psql -qX postgres -c "DROP DATABASE IF EXISTS yishi_take WITH (FORCE)"' EXIT
export YISHI_ARCHIVE_URL="postgresql://$PGUSER@localhost/yishi_take?host=$PGHOST"

if [ ! -d "$folder" ]; then
    for n in $(seq "$sessions"); do
        id=$(printf 'S-%05d' "$n") place=$folder/$(printf 'P%02d' $((n % 100)))
        mkdir -p "$place"
        rm -rf "$work/store"
        "$yishi" --store "$work/store" new --id "$id" "$sample/plan.toml" --roster "$sample/roster.csv" >"$work/said"
        "$yishi" --store "$work/store" exec "$id" -f "$sample/transcript.yishi" >"$work/said"
        "$yishi" --store "$work/store" bundle "$id" -o "$place/$id.yishi" >"$work/said"
    done
fi
{
    printf 'code,name,parent,level\nC,City,,city\nK,County,C,county\nT,Town,K,town\n'
    for n in $(seq 0 99); do printf 'P%02d,Community %d,T,community\n' "$n" "$n"; done
} >"$work/places.csv"

anew() {
    psql -qX postgres -c 'DROP DATABASE IF EXISTS yishi_take WITH (FORCE)' -c 'CREATE DATABASE yishi_take' -c CHECKPOINT 2>"$work/said"
    "$archive" init >"$work/said"
    "$archive" place import "$work/places.csv" >"$work/said"
}
# Two clocks, in milliseconds: what passed, and what all processes of the server used.
now() { date +%s%3N; }
server() { cat /proc/[0-9]*/stat 2>/dev/null | awk '/\(postgres\)/ { t += $14 + $15 + $16 + $17 } END { print t * 10 }'; }

count=$(find "$folder" -name '*.yishi' | wc -l)
for round in $(seq "$rounds"); do
    anew
    from=$(now) used=$(server)
    "$archive" take "$folder" >"$work/said"
    took=$(($(now) - from)) used=$(($(server) - used))
    echo "take: $count sessions in $took ms, $((count * 1000 / took)) a second; the server used $used ms"
    if [ "$round" = 1 ]; then
        for table in $tables; do psql -qX yishi_take -c "\\copy $table TO '$work/$table'"; done
        echo "the rows as text: $(for table in $tables; do cat "$work/$table"; done | wc -c) bytes"
    fi
    anew
    from=$(now)
    for table in $tables; do psql -qX yishi_take -c "\\copy $table FROM '$work/$table'"; done
    copied=$(($(now) - from))
    echo "COPY: $copied ms; take is $((took * 100 / copied)) % of it"
done
