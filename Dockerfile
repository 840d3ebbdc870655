# The command line and the page, from the archive that scripts/release.sh makes:
#   docker build -t pixelwhy -f Dockerfile target/release
#   docker run --rm -v "$PWD:/work" pixelwhy explain --model unet.onnx --image cells.png --out why
#   docker run --rm -p 8765:8765 -v pixelwhy:/data pixelwhy serve --host 0.0.0.0 --port 8765 --data /data --token
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libstdc++6 && rm -rf /var/lib/apt/lists/*
ADD pixelwhy-*-linux-x64.tar.gz /opt/
RUN ln -s /opt/pixelwhy-*/pixelwhy /usr/local/bin/pixelwhy
RUN useradd --uid 1000 --create-home pixelwhy && install -d -o pixelwhy /work /data
USER pixelwhy
WORKDIR /work
VOLUME /data
EXPOSE 8765
ENTRYPOINT ["pixelwhy"]
CMD ["--help"]
