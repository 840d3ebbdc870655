package org.pixelwhy.report.view;

/** What a report shows beside pictures, in the order in which it is given. */
public sealed interface ReportPart permits LineChart, DataTable, HeatTable, PictureSheet {}
