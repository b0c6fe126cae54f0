#!/bin/sh
# Signatures hold in both directions: Debian's minisign checks ours, and we check one of its.
# Usage: scripts/controleer_handtekening.sh path/to/aandacht
set -eu
aandacht=$(realpath "$1")
command -v minisign >/dev/null || { echo "minisign is missing: apt-get install minisign" >&2; exit 2; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
als() {
    who=$1
    shift
    AANDACHT_MAP="$place/$who" HOME="$place" "$aandacht" netwerk "$@" --oefening
}
moet_falen() {
    if "$@" >uit 2>&1; then
        cat uit
        echo "this had to be refused: $*" >&2
        exit 1
    fi
}

als jan neem-over zuid-limburg >/dev/null
als jan sleutel maak >/dev/null
als jan sleutel exporteer "$place/jan.pub" >/dev/null
als jan exporteer "$place/een.json" --vorm netwerk >/dev/null
# minisign reads our key and our signature, over the file and over the signed comment.
minisign -Vm een.json -p jan.pub | tee uit
grep -q 'aandacht netwerk versie_id=' uit
cp een.json anders.json
printf ' ' >>anders.json
cp een.json.minisig anders.json.minisig
moet_falen minisign -Vm anders.json -p jan.pub
moet_falen als els importeer "$place/anders.json" --vertrouw

# We read a key and a signature of minisign.
minisign -GW -p els.pub -s els.key >/dev/null
als jan exporteer "$place/twee.json" --vorm netwerk --zonder-handtekening >/dev/null
minisign -Sm twee.json -s els.key >/dev/null
moet_falen als piet importeer "$place/twee.json" --vertrouw
grep -q 'kan niet worden gecontroleerd' uit
als piet importeer "$place/twee.json" --vertrouw --sleutel "$place/els.pub" >uit
grep -q 'Overgenomen' uit
# The old form, which signs the file itself and not its hash, is not taken.
rm twee.json.minisig
minisign -lSm twee.json -s els.key >/dev/null
moet_falen als anna importeer "$place/twee.json" --vertrouw --sleutel "$place/els.pub"
echo "signatures hold in both directions"
