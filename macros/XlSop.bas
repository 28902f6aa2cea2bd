Attribute VB_Name = "XlSop"
Option Explicit
Private shownText As String
' The add-in's macros and ribbon callbacks. No rule lives here: every button runs one function of the Python
' package xl_sop.

Public Sub NewSop()
    ' xlwings starts Python for the active workbook; where none is open, an empty one stands in.
    If ActiveWorkbook Is Nothing Then Workbooks.Add
    CallPython "import xl_sop.addin; xl_sop.addin.new_sop()"
End Sub

Public Sub AddPerformer()
    CallPython "import xl_sop.addin; xl_sop.addin.add_performer()"
End Sub

Public Sub RenumberSteps()
    CallPython "import xl_sop.addin; xl_sop.addin.renumber()"
End Sub

Public Sub ValidateSop()
    CallPython "import xl_sop.addin; xl_sop.addin.validate()"
End Sub

Public Sub NextFinding()
    CallPython "import xl_sop.addin; xl_sop.addin.next_finding()"
End Sub

Public Sub CountMinutes()
    CallPython "import xl_sop.addin; xl_sop.addin.totals()"
End Sub

Public Sub FillIdentification()
    CallPython "import xl_sop.addin; xl_sop.addin.identification()"
End Sub

Public Sub DrawFlowchart()
    CallPython "import xl_sop.addin; xl_sop.addin.flowchart()"
End Sub

Public Sub PrintReady()
    CallPython "import xl_sop.addin; xl_sop.addin.print_ready()"
End Sub

Public Sub ExportJson()
    CallPython "import xl_sop.addin; xl_sop.addin.export_json()"
End Sub

Public Sub ClearMarks()
    CallPython "import xl_sop.addin; xl_sop.addin.clear_marks()"
End Sub

Public Sub ShowHelp()
    CallPython "import xl_sop.addin; xl_sop.addin.help()"
End Sub

Public Sub OnNewSop(control As IRibbonControl)
    NewSop
End Sub

Public Sub OnAddPerformer(control As IRibbonControl)
    AddPerformer
End Sub

Public Sub OnRenumberSteps(control As IRibbonControl)
    RenumberSteps
End Sub

Public Sub OnValidateSop(control As IRibbonControl)
    ValidateSop
End Sub

Public Sub OnNextFinding(control As IRibbonControl)
    NextFinding
End Sub

Public Sub OnCountMinutes(control As IRibbonControl)
    CountMinutes
End Sub

Public Sub OnFillIdentification(control As IRibbonControl)
    FillIdentification
End Sub

Public Sub OnDrawFlowchart(control As IRibbonControl)
    DrawFlowchart
End Sub

Public Sub OnPrintReady(control As IRibbonControl)
    PrintReady
End Sub

Public Sub OnExportJson(control As IRibbonControl)
    ExportJson
End Sub

Public Sub OnClearMarks(control As IRibbonControl)
    ClearMarks
End Sub

Public Sub OnShowHelp(control As IRibbonControl)
    ShowHelp
End Sub

Public Sub PaintFlowchart(plan As String)
    ' For Excel on macOS, where Python can add no shape: a line for each, fields parted by tabs (xl_sop.addin.script).
    Dim planned As Variant, fields As Variant, number As Long, target As Object
    planned = Split(plan, vbLf)
    For number = 0 To UBound(planned)
        fields = Split(planned(number), vbTab)
        Select Case fields(0)
        Case "sheet"
            Set target = ActiveWorkbook.Worksheets(CStr(fields(1)))
            RemoveShapes target, CStr(fields(2))
        Case "page"
            SetPage target, fields
        Case "break"
            target.HPageBreaks.Add target.Range("A" & fields(1))
        Case "symbol"
            DrawSymbol target, fields
        Case "way", "joint"
            DrawWire target, fields
        Case "label"
            DrawLabel target, fields
        End Select
    Next number
End Sub

Private Sub RemoveShapes(target As Object, prefix As String)
    Dim number As Long
    For number = target.Shapes.Count To 1 Step -1
        If Left(target.Shapes(number).Name, Len(prefix)) = prefix Then target.Shapes(number).Delete
    Next number
End Sub

Private Sub SetPage(target As Object, fields As Variant)
    target.PageSetup.PaperSize = CLng(fields(2))
    target.PageSetup.Zoom = CLng(fields(1))
    If fields(3) <> "" Then target.PageSetup.PrintTitleRows = fields(3)
    target.ResetAllPageBreaks
End Sub

Private Sub DrawSymbol(target As Object, fields As Variant)
    Dim drawn As Object
    Set drawn = target.Shapes.AddShape(CLng(fields(2)), Val(fields(3)), Val(fields(4)), Val(fields(5)), Val(fields(6)))
    drawn.Name = fields(1)
    drawn.Fill.ForeColor.RGB = RGB(255, 255, 255)
    DrawOutline drawn
    If fields(7) <> "" Then
        WriteText drawn, CStr(fields(7)), 7
        drawn.TextFrame.HorizontalAlignment = -4108
        drawn.TextFrame.VerticalAlignment = -4108
    End If
End Sub

Private Sub DrawWire(target As Object, fields As Variant)
    Dim corners As Variant, wire As Object, kind As Long, last As Long, number As Long
    corners = Split(fields(6), " ")
    last = UBound(corners)
    kind = IIf(last = 3, 1, 2)
    Set wire = target.Shapes.AddConnector(kind, Val(corners(0)), Val(corners(1)), Val(corners(last - 1)), Val(corners(last)))
    wire.ConnectorFormat.BeginConnect target.Shapes(CStr(fields(2))), CLng(fields(3))
    wire.ConnectorFormat.EndConnect target.Shapes(CStr(fields(4))), CLng(fields(5))
    If kind = 2 And wire.Adjustments.Count <> UBound(fields) - 6 Then
        ' Excel bends it another number of times than planned: a line that stays where it is drawn.
        wire.Delete
        Set wire = DrawFreeform(target, corners)
    Else
        For number = 7 To UBound(fields)
            wire.Adjustments.Item(number - 6) = Val(fields(number))
        Next number
    End If
    wire.Name = fields(1)
    DrawOutline wire
    If fields(0) = "joint" Then
        wire.Line.DashStyle = 4
    Else
        wire.Line.EndArrowheadStyle = 2
    End If
End Sub

Private Function DrawFreeform(target As Object, corners As Variant) As Object
    Dim builder As Object, number As Long
    Set builder = target.Shapes.BuildFreeform(1, Val(corners(0)), Val(corners(1)))
    For number = 2 To UBound(corners) Step 2
        builder.AddNodes 0, 0, Val(corners(number)), Val(corners(number + 1))
    Next number
    Set DrawFreeform = builder.ConvertToShape
    DrawFreeform.Fill.Visible = False
End Function

Private Sub DrawLabel(target As Object, fields As Variant)
    Dim drawn As Object
    Set drawn = target.Shapes.AddTextbox(1, Val(fields(3)), Val(fields(4)), Val(fields(5)), Val(fields(6)))
    drawn.Name = fields(1)
    drawn.Fill.Visible = False
    drawn.Line.Visible = False
    WriteText drawn, Replace(fields(7), Chr(11), vbLf), Val(fields(2))
End Sub

Private Sub DrawOutline(drawn As Object)
    drawn.Line.ForeColor.RGB = RGB(0, 0, 0)
    drawn.Line.Weight = 0.75
End Sub

Private Sub WriteText(drawn As Object, written As String, size As Double)
    With drawn.TextFrame
        .MarginLeft = 0
        .MarginRight = 0
        .MarginTop = 0
        .MarginBottom = 0
        .Characters.Text = written
        .Characters.Font.Size = size
        .Characters.Font.Name = "Arial"
        .Characters.Font.Color = RGB(0, 0, 0)
    End With
End Sub

Private Sub CallPython(pythonCommand As String)
    Dim pythonFile As String
    If ActiveWorkbook Is Nothing Then
        MsgBox "Buka dahulu buku kerja SOP, lalu tekan tombol ini lagi.", vbInformation, "SOP"
        Exit Sub
    End If
    pythonFile = MissingPython()
    If pythonFile <> "" Then
        MsgBox "Python yang menjalankan tombol ini tidak ada lagi di komputer ini:" & vbCrLf & pythonFile & vbCrLf & _
            vbCrLf & "Tutup Excel, pasang Python dan xl-sop lagi, jalankan perintah ""xl-sop addin install"", lalu " & _
            "buka kembali buku kerja ini.", vbExclamation, "SOP"
        Exit Sub
    End If
    On Error GoTo Failed
    RunPython pythonCommand
    ForgetStatusLater
    Exit Sub
Failed:
    MsgBox "Python tidak dapat dijalankan. Tutup Excel, jalankan perintah ""xl-sop doctor"", lalu ikuti sarannya." _
        & vbCrLf & vbCrLf & Err.Description, vbExclamation, "SOP"
End Sub

Private Function MissingPython() As String
    ' The file that the installer wrote down, if it is gone. xlwings would say so in English, and only without its
    ' server. On macOS looking would make Excel ask for permission.
    Dim pythonFile As String
    If InStr(Application.OperatingSystem, "Windows") = 0 Then Exit Function
    pythonFile = GetConfig("INTERPRETER_WIN", "")
    If pythonFile <> "" Then
        If Not FileExists(pythonFile) Then MissingPython = pythonFile
    End If
End Function

Private Sub ForgetStatusLater()
    ' What a button says in the status bar would stand there until another button is pressed.
    If InStr(Application.OperatingSystem, "Windows") = 0 Then Exit Sub
    If VarType(Application.StatusBar) <> vbString Then Exit Sub
    shownText = Application.StatusBar
    Application.OnTime Now + TimeSerial(0, 0, 30), "'" & ThisWorkbook.Name & "'!XlSop.ForgetStatus"
End Sub

Public Sub ForgetStatus()
    If VarType(Application.StatusBar) <> vbString Then Exit Sub
    If Application.StatusBar = shownText Then Application.StatusBar = False
End Sub

Public Function Answer(result As Variant) As Variant
    ' The worksheet functions answer with numbers; a text says why there is none. SUM would pass over a text in
    ' silence, so the cell gets an error value, and the sentence stands in its note.
    Dim row As Long, column As Long, isTable As Boolean, reason As String
    If IsArray(result) Then
        On Error Resume Next
        column = LBound(result, 2)
        isTable = (Err.Number = 0)
        On Error GoTo 0
        For row = LBound(result, 1) To UBound(result, 1)
            If Not isTable Then
                NumberOrError result(row), reason
            Else
                For column = LBound(result, 2) To UBound(result, 2)
                    NumberOrError result(row, column), reason
                Next column
            End If
        Next row
    Else
        NumberOrError result, reason
    End If
    ShowReason reason
    Answer = result
End Function

Private Sub NumberOrError(value As Variant, reason As String)
    If VarType(value) <> vbString Then Exit Sub
    If reason = "" Then reason = value
    value = CVErr(xlErrValue)
End Sub

Private Sub ShowReason(reason As String)
    ' A function may change nothing but the note of its cell; where Excel refuses that too, the error value says enough.
    Const Ours As String = "SOP: "
    Dim cell As Range
    On Error Resume Next
    If TypeName(Application.Caller) <> "Range" Then Exit Sub
    Set cell = Application.Caller.Cells(1, 1)
    If cell.Comment Is Nothing Then
        If reason <> "" Then cell.AddComment Ours & reason
    ElseIf Left$(cell.Comment.Text, Len(Ours)) = Ours Then
        If reason = "" Then
            cell.Comment.Delete
        ElseIf cell.Comment.Text <> Ours & reason Then
            cell.Comment.Text Ours & reason
        End If
    End If
End Sub
