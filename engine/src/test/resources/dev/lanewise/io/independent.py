"""Safetensors read and written from the format's description alone, with the standard library.

python3 independent.py read FILE      lines of name, type, shape and the elements in hexadecimal
python3 independent.py predict FILE   outputs of Linear, BatchNorm1d, PReLU, LayerNorm, Linear
python3 independent.py write FILE     a file for PythonTest to read
"""
import json
import math
import struct
import sys


def no_duplicates(pairs):
    names = [name for name, _ in pairs]
    assert len(set(names)) == len(names), names
    return dict(pairs)


def load(path):
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack("<Q", content[:8])
    assert length % 8 == 0, length
    header = json.loads(content[8:8 + length].decode("utf-8"), object_pairs_hook=no_duplicates)
    data = content[8 + length:]
    metadata = header.pop("__metadata__", {})
    assert all(isinstance(value, str) for value in metadata.values())
    end = 0
    tensors = {}
    for name, tensor in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, after = tensor["data_offsets"]
        assert begin == end and tensor["dtype"] == "F32", name
        count = math.prod(tensor["shape"])
        assert after - begin == 4 * count, name
        tensors[name] = (tensor["shape"], data[begin:after])
        end = after
    assert end == len(data)
    return metadata, tensors


def read(path):
    metadata, tensors = load(path)
    description = json.loads(metadata["lanewise.network"])
    print("network", [layer["kind"] for layer in description["layers"]])
    for name, (shape, data) in tensors.items():
        print(name, shape, data.hex())


def matrix(tensors, name):
    shape, data = tensors[name]
    values = struct.unpack("<%df" % math.prod(shape), data)
    if len(shape) == 1:
        return values
    return [values[row * shape[1]:(row + 1) * shape[1]] for row in range(shape[0])]


def predict(path):
    """As torch.nn.Sequential of these modules would, with its shapes of the parameters."""
    _, tensors = load(path)
    x = [0.5, -1.0, 2.0]
    get = lambda name: matrix(tensors, name)
    linear = lambda x, w, b: [sum(p * q for p, q in zip(row, x)) + c for row, c in zip(w, b)]
    x = linear(x, get("0.weight"), get("0.bias"))
    x = [(v - m) / math.sqrt(s + 1e-5) * g + b for v, m, s, g, b in zip(
        x, get("1.running_mean"), get("1.running_var"), get("1.weight"), get("1.bias"))]
    x = [v if v > 0 else a * v for v, a in zip(x, get("2.weight"))]
    mean = sum(x) / len(x)
    variance = sum((v - mean) ** 2 for v in x) / len(x)
    x = [(v - mean) / math.sqrt(variance + 1e-5) * g + b
         for v, g, b in zip(x, get("3.weight"), get("3.bias"))]
    for value in linear(x, get("4.weight"), get("4.bias")):
        print(value)


def write(path):
    tensors = [("fc.weight", "F32", [2, 3], struct.pack("<6f", 1, 2, 3, 4, 5, 6)),
               ("fc.bias", "F16", [2], struct.pack("<2e", 0.5, -2)),
               ("größe", "F64", [], struct.pack("<d", math.pi)),
               ("steps", "I64", [1], struct.pack("<q", 7))]
    header = {"__metadata__": {"format": "pt", "note": "two\nlines, \u00e4 \U0001d11e"}}
    end = 0
    for name, dtype, shape, data in tensors:
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [end, end + len(data)]}
        end += len(data)
    text = json.dumps(header, indent=1).encode("utf-8")  # escapes, spaces and line ends
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, _, _, data in tensors:
            file.write(data)


{"read": read, "predict": predict, "write": write}[sys.argv[1]](sys.argv[2])
