"""Byte-level byte pair encoding (Sennrich et al. 2016; GPT-2's byte alphabet): the part that both tokenizers share."""
import heapq
from collections import Counter, defaultdict


def byte_alphabet():
    """The printable stand-in for each byte that byte-level BPE uses."""
    keep = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    table, extra = {}, 0
    for byte in range(256):
        if byte in keep:
            table[byte] = chr(byte)
        else:
            table[byte] = chr(256 + extra)
            extra += 1
    return table


def train_merges(counts, size):
    """The merges of BPE for `size` tokens, special ones not counted, from {word: count}. Ties go to the smaller pair: no randomness."""
    words = [(list(word), count) for word, count in sorted(counts.items())]
    pair_counts, where = Counter(), defaultdict(set)
    for index, (symbols, count) in enumerate(words):
        for pair in zip(symbols, symbols[1:]):
            pair_counts[pair] += count
            where[pair].add(index)
    heap = [(-count, pair) for pair, count in pair_counts.items()]
    heapq.heapify(heap)
    known, merges = set(byte_alphabet().values()), []
    while heap and len(known) < size:
        negative, pair = heapq.heappop(heap)
        if pair_counts[pair] != -negative or -negative < 2:
            continue
        merged = pair[0] + pair[1]
        merges.append(pair)
        known.add(merged)
        changed = set()
        for index in sorted(where.pop(pair)):
            symbols, count = words[index]
            for old in zip(symbols, symbols[1:]):
                pair_counts[old] -= count
                where[old].discard(index)
                changed.add(old)
            fresh, i = [], 0
            while i < len(symbols):
                if i + 1 < len(symbols) and symbols[i] == pair[0] and symbols[i + 1] == pair[1]:
                    fresh.append(merged)
                    i += 2
                else:
                    fresh.append(symbols[i])
                    i += 1
            words[index] = (fresh, count)
            for new in zip(fresh, fresh[1:]):
                pair_counts[new] += count
                where[new].add(index)
                changed.add(new)
        for touched in changed:
            if pair_counts[touched] > 0:
                heapq.heappush(heap, (-pair_counts[touched], touched))
        pair_counts.pop(pair, None)
    return merges
