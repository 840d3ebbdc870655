package org.pixelwhy.report.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.Drawing;
import org.pixelwhy.render.MaskLayer;
import org.pixelwhy.render.Overlay;
import org.pixelwhy.render.Palette;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.figure.FigurePdf;
import org.pixelwhy.report.figure.FigureSheet;
import org.pixelwhy.report.figure.FigureStyle;
import org.pixelwhy.report.figure.FigureStyle.Format;
import org.pixelwhy.report.figure.Panel;
import org.pixelwhy.report.picture.CircleMap;
import org.pixelwhy.report.picture.ImagePictures;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.study.output.ResultNames;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Figures for print of one image's targets: one of all chosen panels, and one of each map. */
public final class FigureFiles {
  private static final String IMAGE = "image";
  private static final String MASK = "mask";
  private static final double MASK_OPACITY = 0.35;

  private final ImagePictures pictures;
  private final FigureStyle style;

  public FigureFiles(ImagePictures pictures, FigureStyle style) {
    this.pictures = pictures;
    this.style = style;
  }

  /** Makes sure that panels are among what is asked for, before anything is computed. */
  public static void requirePanels(FigureStyle style, ExplainRequest request) {
    Set<String> known = new TreeSet<>(request.methods());
    known.addAll(List.of(IMAGE, MASK));
    for (String panel : style.sheet().panels()) {
      if (!known.contains(panel)) {
        throw new InputException(
            Text.format(
                "there is no panel \"%s\" for the figure; expected some of %s",
                panel, String.join(", ", known)));
      }
    }
  }

  /** The files of a target, by name; none where no figures are wanted. */
  public Map<String, Content> of(TargetResult target, ResultNames.OfTarget names) {
    Map<String, Content> files = new LinkedHashMap<>();
    if (style.formats().isEmpty()) {
      return files;
    }
    String stem = names.overview().replaceAll("overview((-[0-9]+)?)\\.png$", "figure$1");
    put(files, stem, sheet(target), Set.of());
    FigureStyle single = new FigureStyle(style.formats(), one(style.sheet()), style.look());
    for (int i = 0; i < target.maps().size(); i++) {
      String file = names.maps().get(i).picture().replaceAll("\\.png$", "");
      Panel panel = map(target, target.maps().get(i));
      // There is a PNG of each map anyway.
      put(files, file, FigureSheet.draw(List.of(panel), single), Set.of(Format.PNG));
    }
    return files;
  }

  /** The figure of all chosen panels, whatever formats are wanted. */
  public Drawing sheet(TargetResult target) {
    return FigureSheet.draw(panels(target), style);
  }

  /** As wide as one of four panels. */
  private static FigureStyle.Sheet one(FigureStyle.Sheet sheet) {
    double width = Math.max(20, Math.min(85, sheet.millimetres()));
    return new FigureStyle.Sheet(List.of(), sheet.columns(), width, sheet.dpi());
  }

  private void put(Map<String, Content> files, String stem, Drawing drawing, Set<Format> not) {
    for (Format format : Format.values()) {
      if (style.formats().contains(format) && !not.contains(format)) {
        files.put(stem + format.suffix(), out -> out.write(bytes(drawing, format)));
      }
    }
  }

  private byte[] bytes(Drawing drawing, Format format) {
    int dpi = style.sheet().dpi();
    return switch (format) {
      case PNG -> drawing.picture(dpi).png(dpi);
      case SVG -> drawing.svg().getBytes(StandardCharsets.UTF_8);
      case PDF -> FigurePdf.bytes(drawing);
    };
  }

  private List<Panel> panels(TargetResult target) {
    List<String> wanted = style.sheet().panels();
    List<Panel> panels = new ArrayList<>();
    if (wanted.isEmpty()) {
      panels.add(image(target));
      panels.add(mask(target));
      target.maps().forEach(map -> panels.add(map(target, map)));
      return panels;
    }
    for (String name : wanted) {
      switch (name) {
        case IMAGE -> panels.add(image(target));
        case MASK -> panels.add(mask(target));
        default ->
            target.maps().stream()
                .filter(map -> map.method().id().equals(name))
                .forEach(map -> panels.add(map(target, map)));
      }
    }
    return panels.isEmpty() ? List.of(image(target)) : panels;
  }

  private Panel image(TargetResult target) {
    return new Panel(
        "Target: " + target.spec(),
        pictures.image(),
        UnaryOperator.identity(),
        List.of(outline(target)),
        Optional.empty(),
        List.of());
  }

  private Panel mask(TargetResult target) {
    List<Mask> masks = pictures.masks();
    List<Panel.Border> lines = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      lines.add(new Panel.Border(masks.get(i), Palette.color(i), false));
    }
    lines.add(outline(target));
    List<Panel.Key> legend =
        pictures.legend().stream().map(key -> new Panel.Key(key.name(), key.rgb())).toList();
    return new Panel(
        "Predicted mask",
        pictures.image(),
        base -> filled(base, masks),
        lines,
        Optional.empty(),
        legend);
  }

  private static Picture filled(Picture base, List<Mask> masks) {
    Picture filled = base;
    for (int i = 0; i < masks.size(); i++) {
      Mask mask = Resampling.resize(masks.get(i), base.height(), base.width());
      filled = filled.with(MaskLayer.fill(mask, Palette.color(i), MASK_OPACITY));
    }
    return filled;
  }

  private Panel map(TargetResult target, MapResult map) {
    if (CircleMap.isOne(map)) {
      Picture circles = CircleMap.draw(map, target.mask());
      return new Panel(
          map.title(),
          circles,
          UnaryOperator.identity(),
          List.of(),
          Optional.of(pictures.bar(map)),
          List.of());
    }
    ColorMap colors = ImagePictures.isSigned(map) ? ColorMap.BLUE_WHITE_RED : style.look().colors();
    Coloring coloring = pictures.coloring(map, colors);
    Overlay overlay = new Overlay(style.look().opacity(), true);
    return new Panel(
        map.title(),
        pictures.image(),
        base ->
            base.dimmed()
                .with(
                    overlay.layer(
                        Resampling.BILINEAR_ANTIALIASED.resize(
                            map.grid(), base.height(), base.width()),
                        coloring)),
        List.of(outline(target)),
        Optional.of(ImagePictures.bar(map, coloring)),
        List.of());
  }

  private Panel.Border outline(TargetResult target) {
    boolean border = target.spec().toString().startsWith("border");
    return new Panel.Border(target.mask(), style.look().outline(), border);
  }
}
