package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.report.view.LineChart.Curve;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.tensor.Text;

/** How maps of methods that run the model many times came about: numbers and a curve. */
final class CourseParts {
  private CourseParts() {}

  /** A table, and a chart if there is a curve; nothing for maps that were made in one go. */
  static Stream<ReportPart> of(MapResult map) {
    return map.attribution().extras().course().stream().flatMap(course -> of(map, course));
  }

  private static Stream<ReportPart> of(MapResult map, Course course) {
    DataTable table =
        new DataTable(
            map.title() + ": what it cost",
            List.of("", ""),
            List.of(
                List.of("forward passes of changed images", Integer.toString(course.passes())),
                List.of("seconds", Text.format("%.2f", course.seconds()))));
    return Stream.concat(Stream.of(table), chart(map, course).stream());
  }

  private static Optional<LineChart> chart(MapResult map, Course course) {
    List<Curve> curves = new ArrayList<>();
    add(curves, course, "change since half as many", Course.Point::change);
    add(curves, course, "standard error", Course.Point::error);
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LineChart(
                map.title() + ": convergence",
                "forward passes",
                "share of the map's size",
                curves));
  }

  private static void add(
      List<Curve> curves, Course course, String name, Function<Course.Point, OptionalDouble> y) {
    List<Course.Point> known =
        course.points().stream().filter(point -> y.apply(point).isPresent()).toList();
    if (known.size() > 1) {
      double[] across = known.stream().mapToDouble(Course.Point::passes).toArray();
      double[] up = known.stream().mapToDouble(p -> y.apply(p).getAsDouble()).toArray();
      curves.add(new Curve(name, across, up));
    }
  }
}
