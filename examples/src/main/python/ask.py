"""Asks a running page (./pixelwhy serve) why pixels have their class; Python's standard library is enough.

    python3 ask.py http://127.0.0.1:8765 [picture.png]
"""

import array
import json
import sys
import urllib.parse
import urllib.request


def request(url, body=None, kind="application/json"):
    headers = {"Content-Type": kind} if body is not None else {}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as reply:
        return reply.read()


def numbers(data, kind):
    values = array.array(kind, data)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def main(server, picture=None):
    api = server.rstrip("/") + "/api"
    model = json.loads(request(api + "/models"))["models"][0]
    image = json.loads(request(api + "/images"))["images"][0]
    if picture:
        name = urllib.parse.quote(picture)
        with open(picture, "rb") as file:
            sent = request(f"{api}/images?name={name}", file.read(), "application/octet-stream")
        image = json.loads(sent)
    asked = {"model": model["id"], "image": image["id"], "target": "class", "methods": ["saliency"]}
    answer = json.loads(request(api + "/answers", json.dumps(asked).encode()))
    print(f"{answer['description']}: {answer['pixels']} pixels, value {answer['value']:.4f}")
    for index, drawn in enumerate(answer["maps"]):
        values = numbers(request(f"{api}/answers/{answer['id']}/maps/{index}"), "f")
        most = max(range(len(values)), key=values.__getitem__)
        row, column = divmod(most, drawn["width"])
        print(f"{drawn['title']} is greatest at x {column}, y {row}: {values[most]:.6g}")


if __name__ == "__main__":
    main(*sys.argv[1:])
